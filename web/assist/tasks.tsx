/** Which model does what; a task without one is off. */
import { For } from "solid-js";
import { SelectField } from "../ui/field.tsx";
import { speak } from "../words/words.ts";
import type { MachinePage, Task } from "./machine-queries.ts";
import type { TypedServer } from "./server.tsx";

const OFF = "";

export function Tasks(props: { page: MachinePage; typed: TypedServer; set: (tasks: TypedServer["tasks"]) => void }) {
  const words = speak("machine");
  const options = () => [
    { value: OFF, label: words.server.off },
    ...props.typed.models.filter(({ name }) => name !== "").map(({ name }) => ({ value: name, label: name })),
  ];
  const choose = (task: Task, name: string) => {
    const { [task]: _, ...rest } = props.typed.tasks;
    props.set(name === OFF ? rest : { ...rest, [task]: name });
  };
  return (
    <fieldset class="stack machine-part">
      <legend>{words.server.tasksTitle}</legend>
      <div class="machine-fields">
        <For each={props.page.tasks}>
          {(task) => (
            <SelectField
              name={words.tasks[task].name}
              hint={words.tasks[task].words}
              value={props.typed.tasks[task] ?? OFF}
              onChange={(name) => choose(task, name)}
              options={options()}
            />
          )}
        </For>
      </div>
    </fieldset>
  );
}
