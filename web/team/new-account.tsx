/** What everybody tells about themselves once: a name and a password. Its rules are said before anyone types. */
import { createStore } from "solid-js/store";
import { TextField } from "../ui/field.tsx";
import { speak } from "../words/words.ts";

/** The Worker's own limits (OWASP ASVS 2.1.1). */
const PASSWORD_CHARACTERS_MIN = 12;
const PASSWORD_CHARACTERS_MAX = 128;
const NAME_CHARACTERS_MAX = 80;

export interface NewAccount {
  name: string;
  password: string;
}

export const useNewAccount = () => createStore<NewAccount>({ name: "", password: "" });

export function NewAccountFields(props: { account: NewAccount; onChange: (change: Partial<NewAccount>) => void }) {
  const words = speak("team");
  return (
    <>
      <TextField
        name={words.name}
        hint={words.nameHint}
        autocomplete="name"
        required
        maxLength={NAME_CHARACTERS_MAX}
        value={props.account.name}
        onInput={(name) => props.onChange({ name })}
      />
      <NewPasswordField value={props.account.password} onInput={(password) => props.onChange({ password })} />
    </>
  );
}

export function NewPasswordField(props: { value: string; onInput: (password: string) => void }) {
  const words = speak("team");
  return (
    <TextField
      name={words.newPassword}
      hint={words.passwordHint}
      type="password"
      autocomplete="new-password"
      required
      minLength={PASSWORD_CHARACTERS_MIN}
      maxLength={PASSWORD_CHARACTERS_MAX}
      value={props.value}
      onInput={props.onInput}
    />
  );
}
