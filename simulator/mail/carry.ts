// Carries an e-mail to the product's door for it, as a mail server does: once. Refuses to knock anywhere but where the app's pushes go, which
// is where the product runs; locally that door is workerd's own.
import type { Core } from "../core/core.ts";
import type { Deliver } from "../webhooks/deliver.ts";
import type { Mail } from "./mail.ts";

/** RFC 5321, section 4.5.3.2.6: a sender waits for ten minutes for what is said to the end of a letter. */
const MAIL_MS_MAX = 600_000;

export async function carryMail(core: Core, mail: Mail, deliver: Deliver | undefined): Promise<void> {
  const app = Object.values(core.state.apps).find((one) => one.webhookUrl);
  if (!deliver || !app?.webhookUrl) {
    mail.outcome = "nobody is there";
    return core.changed();
  }
  const envelopeFrom = /<([^>]*)>/.exec(mail.from)?.[1] ?? mail.from;
  const address = new URL("/cdn-cgi/local/email", app.webhookUrl);
  address.search = new URLSearchParams({ from: envelopeFrom, to: mail.to }).toString();
  try {
    const response = await deliver(new Request(address, { method: "POST", body: mail.raw }), MAIL_MS_MAX);
    const words = await response.text();
    mail.outcome = response.ok ? "taken" : `refused: ${words.slice(0, 200)}`;
  } catch {
    // Whatever kept the answer away, the sender knows no more than this.
    mail.outcome = "no answer";
  }
  core.changed();
}
