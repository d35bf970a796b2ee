/** The e-mail to whoever forgot their password. Nobody who asks learns whether there is such a person: the answer is the same and comes before anything
 *  is looked up. Where no e-mail can be sent, a colleague who is an admin helps, and the page says so. */
import { sql } from "drizzle-orm";
import type { Kit } from "../env.ts";
import { MAILED_LINK_MINUTES, mintMailedLink } from "../factors/password-link.ts";
import { writeNotice } from "../mail/entry.ts";
import { sendMail } from "../mail/send.ts";
import { mayTry } from "../team/sign-in.ts";

/** For one address in a minute, known or not. */
const ASKED_MAX = 3;

type Language = "en" | "de" | "es" | "zh-Hans";

const WORDS: Record<Language, { subject: string; text: (name: string, link: string, minutes: number) => string }> = {
  en: {
    subject: "Set a new password for Tillside",
    text: (name, link, minutes) =>
      `Hello ${name},\n\nsomebody asked for a new password of your account. If it was you, set one here within ${minutes} minutes:\n\n${link}\n\nThe link works once. If it was not you, do nothing: your password stays as it is.`,
  },
  de: {
    subject: "Ein neues Passwort für Tillside",
    text: (name, link, minutes) =>
      `Guten Tag ${name},\n\njemand hat um ein neues Passwort für Ihr Konto gebeten. Wenn Sie es waren, vergeben Sie es hier innerhalb von ${minutes} Minuten:\n\n${link}\n\nDer Link gilt einmal. Wenn Sie es nicht waren, tun Sie nichts: Ihr Passwort bleibt, wie es ist.`,
  },
  es: {
    subject: "Una contraseña nueva para Tillside",
    text: (name, link, minutes) =>
      `Hola, ${name}:\n\nAlguien ha pedido una contraseña nueva para su cuenta. Si fue usted, créela aquí en los próximos ${minutes} minutos:\n\n${link}\n\nEl enlace sirve una sola vez. Si no fue usted, no haga nada: su contraseña sigue igual.`,
  },
  "zh-Hans": {
    subject: "为 Tillside 设置新密码",
    text: (name, link, minutes) =>
      `${name}，您好：\n\n有人为您的账号申请了新密码。如果是您本人，请在 ${minutes} 分钟内在此设置：\n\n${link}\n\n该链接只能使用一次。如果不是您本人，请忽略：您的密码保持不变。`,
  },
};

interface Sender {
  name: string;
  mail_address: string;
  mark: number;
}

/** The first store that has an address of its own; null where no e-mail can leave. */
async function findSender(kit: Kit): Promise<Sender | null> {
  if (!kit.env.EMAIL) return null;
  const stores = await kit.db.all<Sender>(sql`SELECT name, mail_address, mark FROM store WHERE mail_address IS NOT NULL`);
  return stores.sort((one, other) => one.mark - other.mark)[0] ?? null;
}

export const canMailPasswords = async (kit: Kit): Promise<boolean> => (await findSender(kit)) !== null;

/** An answer that was lost is left so: whoever waits asks again. */
export async function mailPasswordLink(kit: Kit, email: string): Promise<void> {
  if (!(await mayTry(kit, `forgot:${email}`, ASKED_MAX))) return;
  const sender = await findSender(kit);
  const person = await kit.db.first<{ id: string; name: string; email: string; language: string | null }>(
    sql`SELECT u.id, u.name, u.email, (SELECT p.value FROM preference p WHERE p.user_id = u.id AND p.name = 'language') AS language
      FROM user u WHERE u.email = ${email} AND u.disabled_at IS NULL`,
  );
  const link = sender && person ? await mintMailedLink(kit, person.id) : null;
  if (!sender || !person || link === null) return;
  const words = WORDS[person.language === null ? "en" : (JSON.parse(person.language) as Language)];
  const text = words.text(person.name, link, MAILED_LINK_MINUTES);
  const from = { address: sender.mail_address, name: sender.name };
  const to = { address: person.email, name: person.name };
  await sendMail(kit.env, writeNotice({ id: `password:${person.id}`, at: kit.now(), from, to, subject: words.subject, text }));
}
