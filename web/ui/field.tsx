/** A thing to fill in: its name above, what it expects below, what is wrong with it in place of that. */
import { createRenderEffect, createUniqueId, For, type JSX, onMount, Show } from "solid-js";
import { Icon } from "./icon.tsx";

interface FieldProps {
  name: string;
  hint?: JSX.Element;
  wrong?: string | null;
  class?: string;
  /** Given the ids that tie the control to its name and its hint. */
  children: (ids: { id: string; describedBy: string; invalid: boolean }) => JSX.Element;
}

function Field(props: FieldProps) {
  const id = createUniqueId();
  return (
    <div class={`field ${props.class ?? ""}`}>
      <label for={id}>{props.name}</label>
      {props.children({
        id,
        get describedBy() {
          return `${id}-hint`;
        },
        get invalid() {
          return Boolean(props.wrong);
        },
      })}
      <Show
        when={props.wrong}
        fallback={
          <span class="hint" id={`${id}-hint`}>
            {props.hint}
          </span>
        }
      >
        <span class="wrong" id={`${id}-hint`} role="alert">
          <Icon name="alert" />
          {props.wrong}
        </span>
      </Show>
    </div>
  );
}

interface TextFieldProps {
  name: string;
  hint?: JSX.Element;
  wrong?: string | null;
  value: string;
  onInput: (value: string) => void;
  type?: "text" | "email" | "password" | "number" | "date" | "datetime-local";
  autocomplete?: string;
  required?: boolean;
  minLength?: number;
  maxLength?: number;
  min?: number | string;
  max?: number | string;
  list?: string;
  placeholder?: string;
  /** The hand goes here when the page comes. */
  first?: boolean;
  class?: string;
}

export function TextField(props: TextFieldProps) {
  return (
    <Field name={props.name} hint={props.hint} wrong={props.wrong ?? null} class={props.class ?? ""}>
      {(tied) => (
        <input
          id={tied.id}
          class="input"
          type={props.type ?? "text"}
          autocomplete={props.autocomplete ?? "off"}
          required={props.required}
          minLength={props.minLength}
          maxLength={props.maxLength}
          min={props.min}
          max={props.max}
          list={props.list}
          placeholder={props.placeholder}
          ref={(element) => {
            // Half a date and a lone minus read as nothing: written back, that would take away what stands there.
            createRenderEffect(() => {
              if (element.value !== props.value) element.value = props.value;
            });
            onMount(() => props.first && element.focus());
          }}
          aria-invalid={tied.invalid ? true : undefined}
          aria-describedby={tied.describedBy}
          onInput={(event) => props.onInput(event.currentTarget.value)}
        />
      )}
    </Field>
  );
}

interface TextAreaFieldProps extends Pick<TextFieldProps, "name" | "hint" | "wrong" | "value" | "onInput" | "maxLength"> {
  rows: number;
}

export function TextAreaField(props: TextAreaFieldProps) {
  return (
    <Field name={props.name} hint={props.hint} wrong={props.wrong ?? null}>
      {(tied) => (
        <textarea
          id={tied.id}
          class="input"
          dir="auto"
          rows={props.rows}
          maxLength={props.maxLength}
          value={props.value}
          aria-invalid={tied.invalid ? true : undefined}
          aria-describedby={tied.describedBy}
          onInput={(event) => props.onInput(event.currentTarget.value)}
        />
      )}
    </Field>
  );
}

interface SelectFieldProps {
  name: string;
  hint?: JSX.Element;
  value: string;
  /** A change that is refused rejects. */
  onChange: (value: string) => unknown;
  options: { value: string; label: string }[];
}

export function SelectField(props: SelectFieldProps) {
  return (
    <Field name={props.name} hint={props.hint}>
      {(tied) => (
        <Select id={tied.id} describedBy={tied.describedBy} value={props.value} onChange={props.onChange} options={props.options} />
      )}
    </Field>
  );
}

/** What is chosen and acts at once goes back where it is refused: what stays as it was writes nothing into its field. */
export const orBack = (acting: unknown, back: () => void) => void Promise.resolve(acting).catch(back);

/** Something that is so or not, with its name beside it. A change that is refused rejects. */
export function CheckField(props: { name: string; checked: boolean; onChange: (checked: boolean) => unknown }) {
  return (
    <label class="row">
      <input
        type="checkbox"
        class="check"
        checked={props.checked}
        onChange={({ currentTarget: box }) =>
          orBack(props.onChange(box.checked), () => {
            box.checked = props.checked;
          })
        }
      />
      {props.name}
    </label>
  );
}

export interface SelectProps {
  id?: string;
  label?: string;
  describedBy?: string;
  value: string;
  /** A change that is refused rejects. */
  onChange: (value: string) => unknown;
  options: { value: string; label: string }[];
}

export function Select(props: SelectProps) {
  return (
    <span class="select">
      <select
        id={props.id}
        class="input"
        aria-label={props.label}
        aria-describedby={props.describedBy}
        onChange={({ currentTarget: select }) =>
          orBack(props.onChange(select.value), () => {
            select.value = props.value;
          })
        }
      >
        <For each={props.options}>
          {(option) => (
            <option value={option.value} selected={option.value === props.value}>
              {option.label}
            </option>
          )}
        </For>
      </select>
      <Icon name="down" />
    </span>
  );
}
