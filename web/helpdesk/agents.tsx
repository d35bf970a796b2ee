/** Who replied and resolved, and which templates stand in replies. */
import { Show } from "solid-js";
import { type Column, DataTable } from "../insights/table.tsx";
import { share, type Unit } from "../insights/write.ts";
import { speak } from "../words/words.ts";
import { repliesOf } from "./figures.tsx";
import type { PartProps } from "./helpdesk.tsx";
import { listOf } from "./lists.ts";
import type { CountedDeed, ServiceReport } from "./queries.ts";

const COUNT: Unit = { as: "count" };
const SHARE: Unit = { as: "share" };
const MINUTES: Unit = { as: "minutes" };

type Agent = ServiceReport["agents"][number];
type Template = ServiceReport["templates"][number];

export function Agents(props: PartProps) {
  const words = speak("insights").service.agents;
  const list = (counted: CountedDeed) => (agent: Agent) => listOf(props.place, { counted, person: agent.person });
  const columns = (): Column<Agent>[] => [
    { name: words.replies, unit: COUNT, value: ({ counts }) => repliesOf(counts), to: list("replies") },
    { name: words.resolved, unit: COUNT, value: ({ counts }) => counts.resolved, to: list("resolved") },
    { name: words.next, unit: MINUTES, value: ({ next }) => next.median, to: list("next") },
    { name: words.reopened, unit: COUNT, value: ({ counts }) => counts.reopened, to: list("reopened") },
  ];
  return (
    <section class="card" aria-label={words.title}>
      <header>
        <h3>{words.title}</h3>
      </header>
      <p class="small dim report-note measure">
        {words.means} <Show when={props.report.elsewhere > 0}>{words.elsewhere(props.report.elsewhere)}</Show>
      </p>
      <Show when={props.report.agents.length > 0} fallback={<p class="padded">{words.none}</p>}>
        <DataTable
          name={words.title}
          head={words.person}
          rows={props.report.agents}
          rowName={({ name }) => name || words.gone}
          rowHead={({ name }) => (
            <span class="report-head ellipsis" dir="auto" title={name}>
              {name || words.gone}
            </span>
          )}
          columns={columns()}
        />
      </Show>
    </section>
  );
}

export function Templates(props: PartProps) {
  const words = speak("insights").service.templates;
  const list = (counted: CountedDeed) => (template: Template) => listOf(props.place, { counted, template: template.id });
  const columns = (): Column<Template>[] => [
    { name: words.used, unit: COUNT, value: ({ used }) => used, to: list("templated") },
    { name: words.edited, unit: COUNT, value: ({ edited }) => edited, to: list("edited") },
    { name: words.share, unit: SHARE, value: ({ used, edited }) => share(edited, used) },
  ];
  return (
    <section class="card" aria-label={words.title}>
      <header>
        <h3>{words.title}</h3>
      </header>
      <p class="small dim report-note measure">{words.means}</p>
      <Show when={props.report.templates.length > 0} fallback={<p class="padded">{words.none}</p>}>
        <DataTable
          name={words.title}
          head={words.template}
          rows={props.report.templates}
          rowName={({ name }) => name ?? words.gone}
          rowHead={({ name }) => (
            <span class="report-head ellipsis" dir="auto" title={name ?? ""}>
              {name ?? words.gone}
            </span>
          )}
          columns={columns()}
        />
      </Show>
    </section>
  );
}
