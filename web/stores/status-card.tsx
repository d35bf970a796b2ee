/** A store's switches and general settings, each a row with a pencil. */
import { For, Suspense } from "solid-js";
import { writeSpan } from "../ui/clock.ts";
import { Pie } from "../ui/due.tsx";
import { TextField } from "../ui/field.tsx";
import { MINUTE_MS } from "../ui/units.ts";
import { room } from "../words/room.ts";
import { speak } from "../words/words.ts";
import { AddressFields, isEmpty, readAddress, writeAddress } from "./address.tsx";
import { DealSetting } from "./deal-setting.tsx";
import type { StorePage } from "./queries.ts";
import { Setting } from "./setting.tsx";
import { ZoneField } from "./zone-field.tsx";

const FbtSetting = room(["stockProblems"], () => import("./fbt-setting.tsx"));
const GapLine = room(["gaps"], () => import("../gaps/line.tsx"));

const SWITCHES = [
  ["ordersImport", "orders_import"],
  ["chatImport", "chat_import"],
  ["stockManaged", "stock_managed"],
  ["orderOpensTicket", "order_opens_ticket"],
] as const;

export function StatusCard(props: { page: StorePage }) {
  const words = speak("stores").page;
  return (
    <section class="card" aria-labelledby="h-status">
      <header>
        <h2 id="h-status">{words.status}</h2>
      </header>
      <div>
        <For each={SWITCHES}>{([key, column]) => <SwitchSetting page={props.page} name={key} isOn={props.page.store[column] === 1} />}</For>
        <Suspense>
          <FbtSetting page={props.page} />
        </Suspense>
        <NumberSetting
          page={props.page}
          name="reopenDays"
          now={props.page.store.reopen_days}
          shown={words.settings.reopenDays.value(props.page.store.reopen_days)}
          min={0}
          max={90}
        />
        <DealSetting page={props.page} />
        <NumberSetting
          page={props.page}
          name="quietDays"
          now={props.page.store.quiet_days}
          shown={words.settings.quietDays.value(props.page.store.quiet_days)}
          min={1}
          max={365}
        />
        <NumberSetting
          page={props.page}
          name="replyTarget"
          now={props.page.store.reply_target_minutes}
          shown={words.settings.replyTarget.value(writeSpan(props.page.store.reply_target_minutes * MINUTE_MS))}
          min={5}
          max={10_080}
        />
        <Suspense>
          <GapLine store={props.page.store.id} />
        </Suspense>
      </div>
    </section>
  );
}

function SwitchSetting(props: { page: StorePage; name: (typeof SWITCHES)[number][0]; isOn: boolean }) {
  const words = speak("stores").page;
  const about = () => words.settings[props.name];
  return (
    <Setting
      page={props.page}
      name={about().name}
      now={props.isOn}
      shown={
        <>
          <Pie look={props.isOn ? "done" : "off"}>{props.isOn ? words.enabled : words.disabled}</Pie>
          <span class="dim">{props.isOn ? about().on : about().off}</span>
        </>
      }
      was={props.isOn ? words.enabled : words.disabled}
      hint={about().hint}
      change={(isOn) => ({ [props.name]: isOn })}
      form={(isOn, set) => (
        <fieldset class="segmented" aria-label={about().name}>
          <For each={[false, true]}>
            {(choice) => (
              <button type="button" aria-pressed={isOn() === choice} onClick={() => set(choice)}>
                {choice ? words.enabled : words.disabled}
              </button>
            )}
          </For>
        </fieldset>
      )}
    />
  );
}

const CHANGES = {
  reopenDays: (text: string) => ({ reopenDays: Number(text) }),
  quietDays: (text: string) => ({ quietDays: text === "" ? null : Number(text) }),
  replyTarget: (text: string) => ({ replyTargetMinutes: Number(text) }),
};

interface NumberProps {
  page: StorePage;
  name: keyof typeof CHANGES;
  /** Null where it is switched off, which an empty field says. */
  now: number | null;
  shown: string;
  min: number;
  max: number;
}

function NumberSetting(props: NumberProps) {
  const about = () => speak("stores").page.settings[props.name];
  return (
    <Setting
      page={props.page}
      name={about().name}
      now={String(props.now ?? "")}
      shown={props.shown}
      was={props.shown}
      hint={about().hint}
      change={(text) => CHANGES[props.name](text)}
      form={(text, set) => (
        <TextField
          class="short"
          name={about().field}
          type="number"
          required={props.name !== "quietDays"}
          min={props.min}
          max={props.max}
          value={text()}
          onInput={set}
        />
      )}
    />
  );
}

const NAME_CHARACTERS_MAX = 60;

export function GeneralCard(props: { page: StorePage }) {
  const words = speak("stores").page;
  const { settings } = words;
  const store = () => props.page.store;
  return (
    <section class="card" aria-labelledby="h-general">
      <header>
        <h2 id="h-general">{words.general}</h2>
      </header>
      <div>
        <Setting
          page={props.page}
          name={settings.name.name}
          now={store().name}
          shown={store().name}
          was={store().name}
          change={(name) => ({ name })}
          form={(name, set) => (
            <TextField name={settings.name.field} required maxLength={NAME_CHARACTERS_MAX} value={name()} onInput={set} />
          )}
        />
        <Setting
          page={props.page}
          name={settings.zone.name}
          now={store().time_zone}
          shown={store().time_zone}
          was={store().time_zone}
          hint={settings.zone.hint}
          change={(timeZone) => ({ timeZone })}
          form={(zone, set) => <ZoneField name={settings.zone.field} value={zone()} onInput={set} />}
        />
        <CurrencySetting page={props.page} />
        <AddressSetting page={props.page} />
        <MailSetting page={props.page} />
      </div>
    </section>
  );
}

function CurrencySetting(props: { page: StorePage }) {
  const { settings } = speak("stores").page;
  const store = () => props.page.store;
  return (
    <Setting
      page={props.page}
      name={settings.currency.name}
      now={store().currency}
      shown={store().currency}
      was={store().currency}
      change={(currency) => ({ currency })}
      form={(currency, set) => (
        <TextField
          class="short"
          name={settings.currency.field}
          required
          minLength={3}
          maxLength={3}
          value={currency()}
          onInput={(text) => set(text.toUpperCase())}
        />
      )}
    />
  );
}

function AddressSetting(props: { page: StorePage }) {
  const { settings } = speak("stores").page;
  const address = () => readAddress(props.page.store.address);
  const addressWords = () => (isEmpty(address()) ? settings.address.none : writeAddress(address()));
  return (
    <Setting
      page={props.page}
      name={settings.address.name}
      now={address()}
      shown={addressWords()}
      was={addressWords()}
      change={(changed) => ({ address: changed })}
      form={(changed, set) => <AddressFields address={changed()} onChange={set} />}
    />
  );
}

const MAIL_CHARACTERS_MAX = 200;

function MailSetting(props: { page: StorePage }) {
  const { mail } = speak("stores").page.settings;
  const address = () => props.page.store.mail_address;
  return (
    <Setting
      page={props.page}
      name={mail.name}
      now={address() ?? ""}
      shown={address() ?? mail.none}
      was={address() ?? mail.none}
      hint={mail.hint}
      change={(text) => ({ mailAddress: text.trim() || null })}
      form={(text, set) => <TextField name={mail.field} type="email" maxLength={MAIL_CHARACTERS_MAX} value={text()} onInput={set} />}
    />
  );
}
