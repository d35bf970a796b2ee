/** One rule or one auto-reply, as a sentence to fill in: new, from a sample, or one that is there. Below it, its rehearsal and its log. */

import { createSignal, onCleanup, Show, untrack } from "solid-js";
import { Problem } from "../api.ts";
import { useMutation, useQuery } from "../cache/use.ts";
import { useNavigate, useParams, useSearchParams } from "../router/use.ts";
import { SettingsPage } from "../team/settings.tsx";
import { Button, ButtonLink } from "../ui/button.tsx";
import { Dialog } from "../ui/dialog.tsx";
import { TextField } from "../ui/field.tsx";
import { Answer, Skeleton, Trouble } from "../ui/states.tsx";
import { toast } from "../ui/toast.tsx";
import { speak } from "../words/words.ts";
import { AutoReplyFields } from "./auto-reply.tsx";
import { RuleFields } from "./fields.tsx";
import { type AnyForm, askRules, deleteRule, type Grammar, type RulesPage, type ShownRule, saveRule, useReload } from "./queries.ts";
import { RunLog } from "./runs.tsx";
import { TrialCard } from "./trial.tsx";
import "./rules.css";

const NEW_RULE: AnyForm = {
  kind: "rule",
  name: "",
  stores: null,
  trigger: { on: "buyer-wrote" },
  condition: { all: [] },
  actions: [{ do: "note", text: "" }],
  stops: false,
  quietMinutes: 0,
};
const NAME_CHARACTERS_MAX = 80;
const BUYER_HOURS = 12;
const NEW_AUTO_REPLY: AnyForm = {
  kind: "auto-reply",
  name: "",
  stores: null,
  when: "closed",
  from: null,
  until: null,
  text: "",
  buyerHours: BUYER_HOURS,
};

/** Another rule is another form, also where an address leads from one straight to the other. */
export default function Editor() {
  const params = useParams<{ id: string }>();
  return (
    <Show when={params.id} keyed>
      {(id) => <EditorOf id={id} />}
    </Show>
  );
}

function EditorOf(props: { id: string }) {
  const words = speak("rules");
  const [search] = useSearchParams<{ sample?: string }>();
  const rules = useQuery(() => askRules);
  const begunWith = (page: RulesPage): { rule: ShownRule | null; form: AnyForm } | null => {
    if (props.id === "new-auto-reply") return { rule: null, form: NEW_AUTO_REPLY };
    if (props.id === "new") return { rule: null, form: page.samples.find(({ code }) => code === search.sample)?.form ?? NEW_RULE };
    const rule = page.rules.find(({ id }) => id === props.id);
    return rule ? { rule, form: rule.form } : null;
  };
  return (
    <SettingsPage
      place="rules"
      title={words.title}
      act={
        <ButtonLink small icon="left" to="/settings/rules">
          {words.back}
        </ButtonLink>
      }
    >
      <Answer of={rules} waiting={<Skeleton rows={5} class="scan-waiting" widths={[40, 25]} />}>
        {(page) => (
          <Show
            when={begunWith(page())}
            keyed={false}
            fallback={<Trouble problem={new Problem({ status: 404, kind: "missing", code: "rule-missing" })} />}
          >
            {(begun) => <RuleEditor rule={begun().rule} form={begun().form} grammar={page().grammar} everyStore={page().can.everyStore} />}
          </Show>
        )}
      </Answer>
    </SettingsPage>
  );
}

/** An empty list of values, or an empty text, asks nothing. */
function isWhole(form: AnyForm): boolean {
  if (form.name.trim() === "" || form.stores?.length === 0) return false;
  if (form.kind === "auto-reply") return form.text.trim() !== "";
  return form.actions.every((action) => {
    if ("text" in action) return action.text.trim() !== "";
    if ("tagId" in action) return action.tagId !== "";
    return "templateId" in action ? action.templateId !== "" : true;
  });
}

interface RuleEditorProps {
  rule: ShownRule | null;
  form: AnyForm;
  grammar: Grammar;
  everyStore: boolean;
}

function RuleEditor(props: RuleEditorProps) {
  const words = speak("rules");
  const navigate = useNavigate();
  const reload = useReload();
  let isHere = true;
  onCleanup(() => {
    isHere = false;
  });
  const [form, setForm] = createSignal<AnyForm>(untrack(() => props.form));
  const [version, setVersion] = createSignal(untrack(() => props.rule?.version ?? 0));
  const save = useMutation(() => ({
    mutationFn: () => saveRule(props.rule?.id ?? null, version(), form()),
    onSuccess: async (id: string) => {
      toast({ words: props.rule ? words.saved : words.made });
      setVersion(version() + 1);
      await reload();
      // Whoever has gone elsewhere meanwhile is not fetched back.
      if (isHere && !props.rule) navigate(`/settings/rules/${id}`);
    },
  }));
  return (
    <>
      <form
        class="stack"
        onSubmit={(event) => {
          event.preventDefault();
          save.mutate();
        }}
      >
        <TextField
          name={words.name}
          hint={words.nameHint}
          value={form().name}
          maxLength={NAME_CHARACTERS_MAX}
          required
          onInput={(name) => setForm({ ...form(), name })}
        />
        <Show
          when={form().kind === "rule" && form()}
          fallback={<AutoReplyFields form={form()} everyStore={props.everyStore} onChange={setForm} />}
        >
          <RuleFields form={form()} grammar={props.grammar} everyStore={props.everyStore} onChange={setForm} />
        </Show>
        <Show when={save.isError}>
          <Trouble problem={save.error} />
        </Show>
        <div class="row wrap">
          <Button look="primary" submit busy={save.isPending} because={isWhole(form()) ? null : words.incomplete} quietly>
            {props.rule ? words.save : words.create}
          </Button>
          <Show when={props.rule}>{(rule) => <DeleteRule rule={rule()} />}</Show>
        </div>
      </form>
      <TrialCard form={form()} />
      <Show when={props.rule}>{(rule) => <RunLog id={rule().id} />}</Show>
    </>
  );
}

function DeleteRule(props: { rule: ShownRule }) {
  const words = speak("rules");
  const navigate = useNavigate();
  const reload = useReload();
  const [isAsking, setAsking] = createSignal(false);
  const remove = useMutation(() => ({
    mutationFn: () => deleteRule(props.rule.id),
    onSuccess: async () => {
      navigate("/settings/rules");
      await reload();
    },
  }));
  return (
    <>
      <Button look="danger" onPress={() => setAsking(true)}>
        {words.delete}
      </Button>
      <Dialog
        open={isAsking()}
        title={words.deleteAsk.title(props.rule.form.name)}
        onClose={() => setAsking(false)}
        footer={
          <>
            <Button onPress={() => setAsking(false)}>{words.deleteAsk.keep}</Button>
            <Button look="sure" busy={remove.isPending} onPress={() => remove.mutate()}>
              {words.delete}
            </Button>
          </>
        }
      >
        <p>{words.deleteAsk.words}</p>
        <Show when={remove.isError}>
          <Trouble problem={remove.error} />
        </Show>
      </Dialog>
    </>
  );
}
