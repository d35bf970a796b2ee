/** Why something was not done, or may not be: a sentence for every code of the Worker. What was lost is said, which is mostly nothing. */
import type { Facts } from "../../api.ts";

const rights: Record<string, string> = {
  read: "see this store",
  reply: "write to buyers of this store",
  fulfil: "ship and cancel orders of this store",
  personal: "see recipients of this store",
  manage: "manage this store",
};

const fields: Record<string, string> = {
  name: "the name",
  email: "the e-mail address",
  password: "the password",
  text: "the text",
  "body.text": "the text",
  appKey: "the app key",
  serviceId: "the service id",
  secret: "the secret",
  currency: "the currency",
  timeZone: "the time zone",
  "change.timeZone": "the time zone",
  "change.currency": "the currency",
  "change.name": "the name",
};

const MEGABYTE = 1024 * 1024;

export const problems: Record<string, (facts: Facts) => string> = {
  "no-connection": () => "The desk cannot be reached. Nothing was changed.",
  unreadable: () => "Something between this page and the desk answered in its place. Nothing was changed.",
  broken: () => "Something went wrong on our side. What was saved stays saved. Try again; if it comes back, tell your admin the reference.",
  "page-broken": () => "This page did something wrong. Load it again; nothing you sent was lost.",

  "signed-out": () => "You are signed out. Sign in again to go on.",
  "session-over": () => "Your session has ended. Sign in again to go on.",
  "sign-in-refused": () => "E-mail and password do not match.",
  "too-many-sign-ins": ({ seconds }) => `Too many tries. Wait ${seconds} seconds, then try again.`,
  "setup-token-wrong": () => "This is not the set-up token that was printed when Tillside was started.",
  "already-set-up": () => "Somebody has set up this desk already. Sign in instead.",
  "invitation-over": () => "This invitation was used, withdrawn, or is older than seven days. Ask for a new one.",
  "already-a-member": () => "Somebody with this e-mail address works here already.",
  "own-role": () => "Nobody changes their own role or shuts themselves out. Another admin can.",
  "admin-only": () => "Only an admin may do this.",
  "right-missing": ({ right }) => `You may not ${rights[String(right)] ?? "do this here"}. An admin can let you.`,
  "foreign-origin": () => "This page was opened under an address the desk does not know as its own. Nothing was changed.",
  "not-json": () => "The desk did not understand what this page sent. Nothing was changed.",

  "field-invalid": ({ field }) => `Look at ${fields[String(field)] ?? "what you filled in"} again: the desk cannot take it like this.`,
  "address-missing": () => "There is nothing at this address.",
  "views-full": ({ limit }) => `You keep ${limit} views already. Let one go to keep another.`,
  "view-missing": () => "This view is not here any more, or is not shared.",
  "view-of-another": () => "This view belongs to a colleague. They or an admin can change it; you can keep one of your own.",
  "store-missing": () => "This store does not exist, or is not one you see.",
  "ticket-missing": () => "This ticket does not exist, or belongs to a store you do not see.",
  "order-missing": () => "This order is not here. It may be older than the import, or belong to a store you do not see.",
  "store-name-taken": ({ name }) => `Another store is called “${name}” already.`,
  "store-changed-meanwhile": () => "Somebody else saved this store while you were editing. Nothing of yours was saved.",
  "marketplace-unknown": () => "TikTok Shop has no such marketplace that we know of.",
  "app-missing": ({ region }) =>
    region === "US" ? "No TikTok app is set up for US shops yet." : "No TikTok app is set up for shops outside the US yet.",
  "secret-missing": () => "A new app needs its secret.",
  "authorization-missing": () => "This authorization is no longer there. Authorize again.",
  "no-shop-chosen": () => "Choose at least one shop.",
  "claim-over": () => "This authorization waited too long, or was taken already. Start again from Authorize.",
  "dead-letter-gone": () => "Somebody has started this work again already.",

  reauthorize: () => "TikTok no longer lets us in for this store. An admin can authorize it again; nothing is lost meanwhile.",
  "store-disconnected": () => "This store is disconnected. What it brought in stays; writing to buyers needs the connection.",
  "tiktok-silent": () => "TikTok is not answering. Nothing was changed.",
  "tiktok-refused": ({ words, code }) => `TikTok says no: “${words}”${code ? ` (${code})` : ""}`,
  "tiktok-closed": () => "TikTok has closed this conversation: it lasts 30 days after the last message, 60 after the last order.",
  "buyer-unknown": () => "TikTok does not say who the buyer is, so nobody can be written to.",
  "answered-meanwhile": ({ by, inSellerCenter, words }) =>
    `${by ?? "A colleague"} answered ${inSellerCenter ? "in Seller Center " : ""}while you were writing, so yours was not sent: “${words}”`,
  "buyer-wrote-meanwhile": ({ words }) => `The buyer wrote while you were writing, so yours was not sent: “${words}”`,
  "send-later-range": ({ days }) => `Choose a time within the next ${days} days.`,
  "reply-settled": () => "This reply was settled meanwhile.",
  "ticket-opening": () => "This ticket is just being opened. It is there in a moment.",
  "placeholder-unfilled": ({ placeholders }) => `Fill in or remove ${placeholders} first. Nothing was sent.`,
  "placeholder-unknown": ({ placeholder }) => `There is no placeholder, filter or snippet like ${placeholder}. Choose one from the list.`,
  "template-missing": () => "This template is no longer there, or is not for this store.",
  "template-not-yours": () => "Only whoever made this template, or an admin, may change it.",
  "template-changed-meanwhile": () => "Somebody else saved this while you were editing. Nothing of yours was saved.",
  "template-stores": () => "Name the stores this is for, or keep it for yourself: you may not write in all of them.",
  "too-many-templates": () => "The desk keeps 500 templates and 200 snippets. Remove one you no longer use.",
  "snippet-name-taken": ({ name }) => `Another snippet is called ${name} already.`,
  "snippet-loop": ({ name }) => `The snippet ${name} would contain itself.`,
  "assignee-unknown": () => "This person may not reply in this store.",
  "snooze-past": () => "Choose a time that is still to come.",
  "not-an-image": () => "TikTok takes pictures only: PNG, JPEG, GIF or WebP.",
  "image-too-large": ({ bytes }) => `This picture is larger than ${Math.round(Number(bytes) / MEGABYTE)} MB.`,
};
