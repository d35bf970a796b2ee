/** The line to one open ticket: told that something changed, it asks; told who is here, it shows them; and it says whether somebody writes. */

import { type Accessor, createSignal, onCleanup } from "solid-js";
import { useQueryClient } from "../cache/use.ts";
import type { Presence } from "../frame/looking.ts";
import { type Listening, listen } from "../live.ts";
import { useMe } from "../team/me.tsx";

/** A hand that rests this long has stopped writing. */
const WRITING_REST_MS = 4_000;

interface TicketLine {
  /** Everybody else who has the ticket open. */
  others: Accessor<Presence[]>;
  /** Called at every keystroke of a reply. */
  writes(): void;
  /** `isDone`: what was begun was sent or dropped, so nobody need wait for it. */
  rests(isDone?: boolean): void;
}

export function useTicketLine(id: string): TicketLine {
  const client = useQueryClient();
  const me = useMe();
  const [people, setPeople] = createSignal<Presence[]>([]);
  let mode: Presence["mode"] = "viewing";
  let rest: ReturnType<typeof setTimeout> | undefined;
  const revalidate = () => void client.invalidateQueries({ queryKey: ["ticket", id] });
  const hearPresent = (present: Presence[]) => {
    setPeople(present);
    // Whoever began to write before the line stood was not heard.
    const own = present.find((one) => one.id === me().person.id);
    if (mode === "typing" && own?.mode === "viewing") line.say({ t: "mode", mode });
  };
  const line: Listening = listen(`/tickets/${id}/live`, {
    hear: (frame) => {
      if (frame.t === "changed") revalidate();
      if (frame.t === "present") hearPresent(frame.people as Presence[]);
    },
    back: () => {
      revalidate();
      line.say({ t: "mode", mode });
    },
    refused: () => {
      setPeople([]);
      revalidate();
    },
  });
  let begun = false;
  const say = (next: Presence["mode"], isDone = false) => {
    if (mode === next && !(isDone && begun)) return;
    mode = next;
    begun = isDone ? false : begun || next === "typing";
    line.say({ t: "mode", mode, done: isDone });
  };
  const rests = (isDone = false) => {
    clearTimeout(rest);
    say("viewing", isDone);
  };
  onCleanup(() => {
    clearTimeout(rest);
    line.stop();
  });
  return {
    others: () => people().filter((one) => one.id !== me().person.id),
    writes: () => {
      clearTimeout(rest);
      rest = setTimeout(() => rests(), WRITING_REST_MS);
      say("typing");
    },
    rests,
  };
}
