/** The state of writing: the draft, its pictures and cards, whether it may be sent and why not, and what sending does. The page around it only shows. */
import { type Accessor, createEffect, createSignal, on, onCleanup, untrack } from "solid-js";
import { asProblem } from "../api.ts";
import { useMe } from "../team/me.tsx";
import type { TicketActs } from "../tickets/acts.ts";
import type { TicketPage } from "../tickets/queries.ts";
import { toast } from "../ui/toast.tsx";
import { explainProblem, whyNot } from "../words/explain.ts";
import { speak } from "../words/words.ts";
import { alongside } from "./alongside.ts";
import { type TemplatePictures, useAttachments } from "./attachments.ts";
import { type Kind, useDraft } from "./drafts.ts";
import type { OutgoingBox, ReplyBody } from "./outgoing.ts";
import { takeable, takeBack } from "./take-back.ts";
import { type CardBody, isCard, type Tray, useTray } from "./tray.ts";

/** TikTok's limit for a reply, the desk's for a note; counted as JavaScript and the desk count. */
const CHARACTERS_MAX: Record<Kind, number> = { reply: 2_000, note: 10_000 };

interface WritingProps {
  page: TicketPage;
  acts: TicketActs;
  box: OutgoingBox;
  onWriting: () => void;
  /** `isDone`: there is nothing left to go on with. */
  onRest: (isDone?: boolean) => void;
}

/** What a template shows besides its words. */
export interface Shown {
  cards: CardBody[];
  pictures: TemplatePictures;
}

/** What a template left to fill in. The desk refuses it too, and has the last word on what one is. */
const PLACEHOLDER = /\{\{[^\n]{0,296}?\}\}/g;

export type After = "stay" | "resolve" | "next";

/** As long as a reply can be taken back, where one has not chosen. */
const HOLD_SECONDS = 5;

/** Of one ticket, whichever is on screen by the time something is done. */
export function useWriting(props: WritingProps) {
  const id = untrack(() => props.page.ticket.id);
  const draft = useDraft(id);
  const attached = useAttachments(id);
  const tray = useTray(id);
  const [area, setArea] = createSignal<HTMLTextAreaElement>();
  const refusal = () => whyNot(props.page.can.reply);
  const left = () => CHARACTERS_MAX[draft.kind()] - draft.text().length;
  const unfilled = () => (draft.kind() === "reply" ? [...new Set(draft.text().match(PLACEHOLDER) ?? [])] : []);
  const unready = (): string | null => {
    const words = speak("thread").composer;
    const reason = draft.kind() === "note" ? whyNot(props.page.can.act) : refusal();
    if (reason !== null) return reason;
    if (left() < 0) return words.over(-left());
    const [placeholder] = unfilled();
    if (placeholder) return words.fillIn(placeholder);
    const shows = draft.kind() === "reply" && attached.all().length + tray.all().length > 0;
    return draft.text().trim() === "" && !shows ? words.empty : null;
  };
  // Another kind of message, another cursor.
  createEffect(on(draft.kind, () => props.onRest(), { defer: true }));
  const entering = useEntering(area, { draft, attached, tray });
  const me = useMe();
  createEffect(() => draft.adopt(props.page.drafts, me().person.id));
  onCleanup(draft.flush);
  const held = () => takeable(props.page.entries, me().person.id);
  const back = () => {
    const reply = held();
    if (reply) void takeBack({ reply, acts: props.acts, edit: entering.restore });
  };
  return {
    draft,
    attached,
    tray,
    area,
    setArea,
    refusal,
    left,
    unready,
    type: (text: string) => takeTyped(props, draft, text),
    rests: () => props.onRest(),
    ...entering,
    put: (kind: Kind, text: string, shown?: Shown) => {
      if (shown) joinShown(attached, tray, shown);
      insertAtCursor(area(), draft, text, kind);
    },
    unfilled,
    ...usePicking(area, draft, tray),
    held,
    takeBack: back,
    ...useSending(props, { draft, attached, tray }, unready),
  };
}

/** The ways in, from wherever one is. */
function useEntering(area: Accessor<HTMLTextAreaElement | undefined>, { draft, attached, tray }: Written) {
  // E-mail stands in place of chat until one goes back to writing there.
  const [isMail, setMail] = createSignal(false);
  const focus = (kind: Kind) => {
    setMail(false);
    draft.change({ kind });
    queueMicrotask(() => area()?.focus());
  };
  const insert = (text: string) => {
    setMail(false);
    insertAtCursor(area(), draft, text);
  };
  const restore = (body: ReplyBody, kind: Kind = "reply") => {
    setMail(false);
    if (body.type === "TEXT") insertAtCursor(area(), draft, body.text, kind);
    else putBack(attached, tray, body);
  };
  return {
    isMail,
    setMail,
    focus,
    /** At the cursor of the reply, wherever one writes now. */
    insert,
    /** What was taken back stands where it was written. */
    restore,
  };
}

function takeTyped(props: WritingProps, draft: Draft, text: string): void {
  draft.change({ [draft.kind()]: text });
  if (draft.kind() === "reply" && text !== "") props.onWriting();
  else props.onRest(text === "");
}

/** Whether templates or cards lie over the ticket; afterwards one writes on. */
function usePicking(area: Accessor<HTMLTextAreaElement | undefined>, draft: Draft, tray: Tray) {
  const [picking, setPicking] = createSignal(false);
  const [showing, setShowing] = createSignal(false);
  const rest = (isOpen: boolean) => {
    const element = area();
    if (!isOpen) queueMicrotask(() => element?.focus());
  };
  return {
    picking,
    pick: (isOpen: boolean) => rest(setPicking(isOpen)),
    showing,
    show: (isOpen: boolean) => rest(setShowing(isOpen)),
    addCard: (body: CardBody) => {
      tray.add(body);
      draft.change({ kind: "reply" });
      dropSign(area(), draft);
    },
  };
}

export type Writing = ReturnType<typeof useWriting>;

/** What the desk has taken. */
interface Said {
  id: string;
  body: ReplyBody;
}

type Draft = ReturnType<typeof useDraft>;
type Attachments = ReturnType<typeof useAttachments>;

interface Written {
  draft: Draft;
  attached: Attachments;
  tray: Tray;
}

function useSending(props: WritingProps, written: Written, unready: () => string | null) {
  const { draft, attached } = written;
  const me = useMe();
  const [busy, setBusy] = createSignal(false);
  const how = (sendAt: number | null) => ({ seen: props.page.newest, holdSeconds: me().preferences.holdSeconds ?? HOLD_SECONDS, sendAt });
  const send = async (after: After, sendAt: number | null = null): Promise<void> => {
    if (busy() || unready() !== null) return;
    setBusy(true);
    props.onRest(true);
    const kind = draft.kind();
    const text = draft.text().trim();
    const say: Say = (body) => props.box.say("reply", body, how(sendAt));
    let said = kind === "note" ? [] : await sendShown(written, say);
    if (said !== null && text !== "") {
      draft.change({ [kind]: "" });
      const body = { type: "TEXT", text } as const;
      const along = alongside(props.page.ticket.id, text, kind);
      const saying = props.box.say(kind, body, { ...how(sendAt), ...along });
      // The words are on the page at once; only what comes after them waits for the desk.
      if (after !== "stay" || attached.all().length > 0) {
        const id = await saying;
        said = id === null ? null : [...said, ...(kind === "reply" ? [{ id, body }] : [])];
      }
    }
    // What a template shows besides its words stands behind them.
    const behind = said === null || kind === "note" ? [] : await sendPictures(written.attached, say, true);
    said = said && behind && [...said, ...behind];
    setBusy(false);
    if (said === null || after === "stay") return;
    const all = said;
    await props.acts.resolve(after === "next", all.length === 0 ? undefined : () => takeBackAll(written, props.acts, all));
  };
  const leaving = () => ({ seen: how(null).seen, holdSeconds: how(null).holdSeconds });
  return { busy, send, leaving };
}

type Say = (body: ReplyBody) => Promise<string | null>;

/** Pictures and cards first, as one would show and then explain. Null where one was refused: those after it stay where they are, and the words
 *  too. */
async function sendShown({ attached, tray }: Written, say: Say): Promise<Said[] | null> {
  const said = await sendPictures(attached, say, false);
  if (said === null) return null;
  for (const { id: shown, body } of tray.all().slice()) {
    tray.drop(shown);
    const id = await say(body);
    if (id === null) return null;
    said.push({ id, body });
  }
  return said;
}

/** Those before the words, or those behind them. */
async function sendPictures(attached: Attachments, say: Say, isAfter: boolean): Promise<Said[] | null> {
  const said: Said[] = [];
  for (const one of attached.all().filter((picture) => picture.isAfter === isAfter)) {
    try {
      const body = await attached.upload(one);
      attached.drop(one.id);
      const id = await say(body);
      if (id === null) return null;
      said.push({ id, body });
    } catch (error) {
      toast({ look: "late", words: explainProblem(asProblem(error)) });
      return null;
    }
  }
  return said;
}

/** Words, pictures and cards go back to where they were, whichever ticket is on screen by now. */
async function takeBackAll({ draft, attached, tray }: Written, acts: TicketActs, said: Said[]): Promise<void> {
  for (const { id, body } of said) {
    if (!(await acts.decide(id, "take-back"))) continue;
    if (body.type === "TEXT") draft.change({ kind: "reply", reply: body.text });
    else putBack(attached, tray, body);
  }
}

function putBack(attached: Attachments, tray: Tray, body: Exclude<ReplyBody, { type: "TEXT" }>): void {
  if (isCard(body)) tray.add(body);
  else attached.restore(body, speak("thread").entry.picture);
}

function joinShown(attached: Attachments, tray: Tray, { cards, pictures }: Shown): void {
  for (const card of cards) tray.add(card);
  attached.addFrom(pictures, speak("thread").entry.picture);
}

/** A # that asked for a card makes way for it. */
function dropSign(element: HTMLTextAreaElement | undefined, draft: Draft): void {
  const whole = draft.text();
  const before = whole.slice(0, element?.selectionStart ?? whole.length);
  const kept = before.replace(/(^|\s)#$/, "$1");
  if (kept !== before) draft.change({ reply: kept + whole.slice(before.length) });
}

/** A slash that asked for a template makes way for it. */
function insertAtCursor(element: HTMLTextAreaElement | undefined, draft: Draft, text: string, kind: Kind = "reply"): void {
  const at = draft.kind() === kind ? (element?.selectionStart ?? draft.text().length) : Number.POSITIVE_INFINITY;
  draft.change({ kind });
  const whole = draft.text();
  const before = whole.slice(0, Math.min(at, whole.length));
  const kept = before.replace(/(^|\s)\/$/, "$1");
  const joined = `${kept}${/\S$/.test(kept) ? " " : ""}${text}`;
  draft.change({ [kind]: joined + whole.slice(before.length) });
  queueMicrotask(() => {
    element?.focus();
    element?.setSelectionRange(joined.length, joined.length);
  });
}
