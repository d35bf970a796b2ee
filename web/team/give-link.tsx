/** A link by which a colleague who forgot their password sets another one: asked for with the admin's own password, shown once. */
import { createSignal, Show } from "solid-js";
import { api, ask } from "../api.ts";
import { Button } from "../ui/button.tsx";
import { writeTime } from "../ui/clock.ts";
import { CopyField } from "../ui/copy.tsx";
import { Dialog } from "../ui/dialog.tsx";
import { speak } from "../words/words.ts";
import { PasswordAgain } from "./password-again.tsx";
import type { Member } from "./people.tsx";

export function GiveLink(props: { member: Member }) {
  const words = speak("passwords").give;
  const [isAsking, setAsking] = createSignal(false);
  const [made, setMade] = createSignal<{ link: string; expiresAt: number } | null>(null);
  return (
    <Show when={!props.member.disabled}>
      <Button icon="link" onPress={() => setAsking(true)}>
        {words.act}
      </Button>
      <PasswordAgain
        open={isAsking()}
        title={words.title(props.member.name)}
        words={words.words}
        act={words.act}
        onClose={() => setAsking(false)}
        go={(password) => ask(api.team[":id"]["password-link"].$post({ param: { id: props.member.id }, json: { password } })).then(setMade)}
      />
      <Dialog
        open={made() !== null}
        title={words.title(props.member.name)}
        onClose={() => setMade(null)}
        footer={<Button onPress={() => setMade(null)}>{speak("frame").close}</Button>}
      >
        <Show when={made()}>
          {(one) => (
            <div class="field">
              <span class="name">{words.link}</span>
              <CopyField text={one().link} label={words.link} />
              <span class="hint">{words.hint(props.member.name, writeTime(one().expiresAt, "full"))}</span>
            </div>
          )}
        </Show>
      </Dialog>
    </Show>
  );
}
