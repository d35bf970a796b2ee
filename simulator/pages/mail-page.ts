// E-mail on the panel: what the product sent and what was written to it, one e-mail with the ways to answer it, and writing as anybody.
// Refuses to show markup as markup: an e-mail is read as the words it is.
import { type Core, found } from "../core/core.ts";
import { MAIL_FAULTS, type Mail } from "../mail/mail.ts";
import { panelPage } from "./frame.ts";
import { type Html, html } from "./html.ts";
import { actButton, secondText } from "./words.ts";

const TEXT_SHOWN_CHARACTERS_MAX = 4_000;
const MAILS_SHOWN_MAX = 60;

const isReceived = (mail: Mail) => mail.direction === "received";

function mailRow(mail: Mail): Html {
  const way = isReceived(mail) ? "from the product" : "to the product";
  return html`<tr><td data-label="Subject"><a href="/panel/mail/${mail.id}"><span dir="auto">${mail.subject || "(no subject)"}</span></a></td><td data-label="Way">${way}</td><td data-label="From">${mail.from}</td><td data-label="To">${mail.to}</td><td data-label="Outcome">${mail.outcome ?? "on its way"}</td><td data-label="When">${secondText(Math.floor(mail.at / 1000))}</td></tr>`;
}

const FAULT_NAMES: Record<(typeof MAIL_FAULTS)[number], string> = {
  refused: "Refuse the next one",
  limit: "Say “too many” to the next one",
  silent: "Take the next one and lose the answer",
};

function writeForm(): Html {
  return html`<form class="card stack" method="post" action="/panel/act/writeMail"><h2>Write to the product</h2><input type="hidden" name="back" value="/panel/mail">
<div class="fields"><label class="grow">From<input name="from" value="Carrier <desk@carrier.example>" required></label><label class="grow">To<input name="to" required></label></div>
<label>Subject<input name="subject"></label><label>Text<textarea name="text" required></textarea></label><div class="row end"><button class="primary">Send the e-mail</button></div></form>`;
}

export function mailPage(core: Core, url: URL): Html {
  const mails = Object.values(core.state.mails).slice(-MAILS_SHOWN_MAX).reverse();
  const faults = MAIL_FAULTS.map((fault) =>
    actButton({ act: "breakMail", text: FAULT_NAMES[fault], label: FAULT_NAMES[fault], fields: { fault }, back: "/panel/mail" }),
  );
  return panelPage(core, {
    title: "E-mail",
    place: "/panel/mail",
    url,
    body: html`<h1>E-mail</h1><section class="card" aria-label="E-mails"><div id="mails" data-live>${
      mails.length === 0
        ? html`<p class="dim">The product has sent nothing yet. Write from a ticket, or write to it below.</p>`
        : html`<table class="rows"><thead><tr><th>Subject</th><th>Way</th><th>From</th><th>To</th><th>Outcome</th><th>When (UTC)</th></tr></thead><tbody>${mails.map(mailRow)}</tbody></table>`
    }</div></section>${writeForm()}<section class="card"><h2>Trouble</h2><div class="row">${faults}</div></section>`,
  });
}

function answers(mail: Mail): Html {
  const back = `/panel/mail/${mail.id}`;
  const fields = { mailId: mail.id };
  return html`<form class="card stack" method="post" action="/panel/act/answerMail"><h2>Answer as ${mail.to}</h2><input type="hidden" name="mailId" value="${mail.id}"><input type="hidden" name="back" value="${back}"><label>Answer<textarea name="text" required></textarea></label><div class="row end"><button class="primary">Send the answer</button></div></form>
<section class="card"><h2>Or by machine</h2><div class="row">${[
    actButton({ act: "autoAnswerMail", text: "Out of office", label: "Out of office", fields, back }),
    actButton({ act: "bounceMail", text: "Bounce", label: "Bounce", fields, back }),
    actButton({ act: "writeHostileMail", text: "Hostile words", label: "Hostile words", fields: { to: mail.replyTo }, back }),
  ]}</div></section>`;
}

export function oneMailPage(core: Core, url: URL, id: string): Html {
  const mail = found(core.state.mails[id], "e-mail", id);
  const headers = Object.entries({ From: mail.from, To: mail.to, "Reply-To": mail.replyTo, "Message-ID": mail.messageId, ...mail.headers });
  const files = mail.attachments.map(({ filename, type }) => html`<li>${filename} <span class="dim">${type}</span></li>`);
  return panelPage(core, {
    title: mail.subject,
    place: "/panel/mail",
    url,
    body: html`<div class="head"><h1 dir="auto">${mail.subject}</h1><a class="button" href="/panel/mail">All e-mail</a></div>
<section class="card stack"><dl class="small">${headers.map(([name, value]) => html`<div><dt class="dim">${name}</dt><dd>${value}</dd></div>`)}</dl><pre dir="auto">${mail.text.slice(0, TEXT_SHOWN_CHARACTERS_MAX)}</pre>${files.length > 0 && html`<ul>${files}</ul>`}</section>${isReceived(mail) && answers(mail)}`,
  });
}
