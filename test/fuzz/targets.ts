// Where bytes of strangers come in, and what must hold whatever they are: nothing is thrown but what is meant to be, nothing false gets through,
// nothing takes long. Each target says so of one text.
import assert from "node:assert/strict";
import { createHmac } from "node:crypto";
import { DatabaseSync } from "node:sqlite";
import { listDays, PERIOD_DAYS_MAX, periodOf, periodQuery } from "../../worker/insights/period.ts";
import { readCsv, writeCsv } from "../../worker/inventory/csv.ts";
import { readSheet } from "../../worker/inventory/sheet.ts";
import { matchAny, matchParts } from "../../worker/inventory/words.ts";
import { readLetter } from "../../worker/mail/letter.ts";
import { viewFilters } from "../../worker/mailbox/views.ts";
import { matchOf, wordsOf } from "../../worker/orders/words.ts";
import { Problem } from "../../worker/problem.ts";
import { readCounts } from "../../worker/stock/sheet.ts";
import { isTimeZone, localDate, startOfDay } from "../../worker/stores/calendar.ts";
import { readCursor, writeCursor } from "../../worker/team/pages.ts";
import { parseText, renderText } from "../../worker/templates/placeholders.ts";
import { readFrame } from "../../worker/tickets/sockets.ts";
import { readAuthorizeReturn } from "../../worker/tiktok/authorization.ts";
import { parseKeepingIds } from "../../worker/tiktok/client.ts";
import { isWebhookSignature } from "../../worker/tiktok/signature.ts";
import { readNotification } from "../../worker/tiktok/webhooks.ts";

export interface Target {
  name: string;
  corpus: readonly string[];
  /** Throws where something does not hold. */
  judge(text: string): void | Promise<void>;
}

const KEY = "appkey";
const SECRET = "the-secret-of-the-app";
const signatureOf = (body: string) => createHmac("sha256", SECRET).update(KEY).update(body).digest("hex");

const WEBHOOKS = [
  '{"type":1,"tts_notification_id":"7327112393057371910","shop_id":"7494049642642441621","timestamp":1644412885,"data":{"order_id":"576486316948490001","order_status":"UNPAID","update_time":1644412885}}',
  '{"type":14,"tts_notification_id":7327112393057371911,"shop_id":"7494049642642441621","timestamp":1644412885,"data":{"content":"{\\"content\\":\\"hi\\"}","conversation_id":"7172119367362593030","index":"1669923091000002","is_visible":true,"message_id":"7172119367362593031","sender":{"im_user_id":"7494560109732334087","role":"BUYER"},"type":"TEXT"}}',
  '{"type":4,"tts_notification_id":"1","shop_id":"7494049642642441621","data":{"package_id":"1152921504606846976","package_list":[{"order_id_list":["576461413038785752",576461413038785753]}],"sc_type":"SPLIT"}}',
  '{"type":24,"tts_notification_id":"2","seller_open_id":"abc","data":{"goods_id":"7327112393057371910"}}',
];

const SHEETS = [
  'store,sku_id,seller_sku,fbt_reference_code,item_sku,qty\r\nNorthwind,1729382256910270457,,,"SERUM, 30",2\r\n"Sun""rise",,NW-1,,=SUM(1),\r\n',
  'Warehouse;SKU;On hand\nEast;A-1;12\nWest;"B\n2";-3\n',
  "\u{feff}store\titem_sku\tsku id\nNorthwind\tSERUM\t'1729382256910270457\n",
];

const MAILS = [
  "From: Mia <mia@example.com>\r\nTo: desk@example.com\r\nSubject: =?utf-8?B?SGVsbG8gd8O2cmxk?=\r\nMessage-ID: <1@example.com>\r\nIn-Reply-To: <tkt@example.com>\r\nContent-Type: text/plain; charset=utf-8\r\n\r\nWhere is my order?\r\n> quoted\r\n",
  'From: a@example.com\r\nTo: b@example.com\r\nMIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary="b1"\r\n\r\n--b1\r\nContent-Type: multipart/alternative; boundary=b2\r\n\r\n--b2\r\nContent-Type: text/html; charset=iso-8859-1\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n<p>caf=E9 <img src=3D"cid:x"></p>\r\n--b2--\r\n--b1\r\nContent-Type: image/png; name="a/../b.png"\r\nContent-Transfer-Encoding: base64\r\nContent-Disposition: attachment; filename*=utf-8\'\'%e2%82%ac.png\r\n\r\niVBORw0KGgo=\r\n--b1--\r\n',
  "From: MAILER-DAEMON@example.com\r\nContent-Type: multipart/report; report-type=delivery-status; boundary=r\r\nAuto-Submitted: auto-replied\r\n\r\n--r\r\nContent-Type: message/delivery-status\r\n\r\nStatus: 5.1.1\r\n\r\n--r\r\nContent-Type: message/rfc822\r\n\r\nFrom: x@example.com\r\n\r\nwords\r\n--r--\r\n",
];

const QUESTIONS = [
  "where is my order",
  '"exact words" AND tracking:1Z999AA10123456784',
  "#1024",
  "576461413038785752",
  "ครีมกันแดด 30ml",
  "日焼け止め クリーム",
  "naïve café-au-lait",
  "a*",
];

const TEMPLATES = [
  'Hi {{buyer.name | first_name : "there"}}, your order {{order.id}} leaves {{order.ship_by | date("long")}}.',
  '{{snippet.thanks}} {{ order.total | money : "" }} {{order.tracking.url | default("soon")}}',
  "Nothing to fill in, but {braces} and {{broken | }} ones.",
];

const VIEWS = [
  '{"view":"todo","stores":["sto_1a2b3c"],"market":"GB","assignee":null,"team":"tea_1","due":"soon","tag":"tag_1a","priority":"urgent","unread":true}',
  '{"view":"all","stores":null,"market":null,"assignee":"me","due":null}',
];

const NOTIFICATION_IDS_MAX = 10_000;
const index = new DatabaseSync(":memory:");
// As the desk's own indexes read words (migrations/0006_tickets.sql, 0027_listings.sql).
index.exec(`CREATE VIRTUAL TABLE said USING fts5 (words, detail = none, tokenize = "unicode61 remove_diacritics 2 categories 'L* N* M* Co'");
  CREATE VIRTUAL TABLE named USING fts5 (words, tokenize = 'trigram remove_diacritics 1')`);
const keep = index.prepare("INSERT INTO said (rowid, words) VALUES (1, ?)");
const forget = index.prepare("DELETE FROM said");
const asked = {
  words: index.prepare("SELECT rowid FROM said WHERE said MATCH ?"),
  parts: index.prepare("SELECT rowid FROM named WHERE named MATCH ?"),
};

export const TARGETS: readonly Target[] = [
  {
    name: "the webhook door's signature",
    corpus: [...WEBHOOKS, ...WEBHOOKS.map(signatureOf)],
    judge: (text) => {
      const [body = ""] = WEBHOOKS;
      const bytes = new TextEncoder().encode(text);
      assert.equal(
        isWebhookSignature(KEY, [SECRET], new TextEncoder().encode(body), text),
        text === signatureOf(body),
        "a signature of something else",
      );
      assert.equal(
        isWebhookSignature(KEY, [SECRET], bytes, signatureOf(body)),
        Buffer.from(bytes).toString() === body,
        "a body that was not signed",
      );
    },
  },
  {
    name: "a webhook's envelope",
    corpus: WEBHOOKS,
    judge: (text) => {
      const read = readNotification(text);
      if (!read) return;
      assert.ok(read.ids.length <= NOTIFICATION_IDS_MAX);
      for (const id of [read.id, ...read.ids]) assert.equal(typeof id, "string");
      assert.ok(read.topic === "authorization" || read.ids.length > 0);
    },
  },
  {
    name: "ids in TikTok's answers",
    corpus: [...WEBHOOKS, '{"code":0,"data":{"id":576461413038785752,"list":[1152921504606846976,1,2.5]}}'],
    judge: (text) => {
      let plain: unknown;
      try {
        plain = JSON.parse(text);
      } catch {
        return assert.throws(() => parseKeepingIds(text), SyntaxError);
      }
      const kept = JSON.stringify(parseKeepingIds(text));
      // What a number can hold exactly stays one; nothing else but long ids is touched.
      if (!/\d{16,}/.test(text)) assert.equal(kept, JSON.stringify(plain));
    },
  },
  {
    name: "an e-mail",
    corpus: MAILS,
    judge: async (text) => {
      const letter = await readLetter(new TextEncoder().encode(text).buffer as ArrayBuffer, {
        from: "a@example.com",
        to: "desk@example.com",
      });
      assert.match(letter.id, /^eml_[0-9a-f]{24}$/);
      assert.doesNotMatch(letter.subject, /[\p{Cc}\u202a-\u202e\u2066-\u2069]/u);
    },
  },
  {
    name: "a sheet",
    corpus: SHEETS,
    judge: (text) => {
      readSheet(text);
      readCounts(text);
      const rows = readCsv(text).map(({ cells }) => cells);
      const again = readCsv(writeCsv(rows)).map(({ cells }) => cells);
      // A cell of one column is quoted nowhere, so a first row of one cell may hold another sign between cells.
      if (rows.every((row) => row.length > 1))
        assert.deepEqual(
          again,
          rows.filter((row) => row.some((cell) => cell !== "")),
        );
      for (const cell of rows.flat()) assert.doesNotMatch(writeCsv([[cell]]).slice(1), /^"?[=+\-@]/);
    },
  },
  {
    name: "a search",
    corpus: QUESTIONS,
    judge: (text) => {
      const [match, parts, any] = [matchOf(text), matchParts(text), matchAny(text, 3)];
      if (parts) asked.parts.all(parts);
      if (any) asked.parts.all(any);
      if (!match) return;
      asked.words.all(match);
      forget.run();
      keep.run(wordsOf(text));
      assert.equal(asked.words.all(match).length, 1, "what was written is not found by its own words");
    },
  },
  {
    name: "a template",
    corpus: TEMPLATES,
    judge: (text) => {
      const sources = parseText(text).map((piece) => (piece.kind === "text" ? piece.text : piece.source));
      assert.equal(sources.join(""), text, "reading a template changes it");
      const { text: filled } = renderText(
        text,
        (path) => (path.length % 2 === 0 ? { value: { kind: "text", text: path } } : { missing: "empty" }),
        { language: "en-US", zone: "UTC" },
      );
      assert.equal(typeof filled, "string");
    },
  },
  {
    name: "a place in a list",
    corpus: ["1767225600000_tkt_0a1b2c3d4e5f60718293", "-4000000000000000_5764", "0_a"],
    judge: (text) => {
      const cursor = readCursor(text);
      if (!cursor) return;
      assert.ok(Number.isFinite(cursor.key));
      // A place that is written again is the same place.
      const again = readCursor(writeCursor(cursor) ?? "");
      assert.ok(again?.key === cursor.key && again.id === cursor.id);
    },
  },
  {
    name: "a frame of a page's socket",
    corpus: ['{"t":"mode","mode":"typing","done":true}', '{"t":"mode","mode":"viewing"}', "[]", "null"],
    judge: (text) => {
      const frame = readFrame(text);
      if (frame) assert.equal(typeof frame, "object");
    },
  },
  {
    name: "a return from TikTok's consent",
    corpus: ["code=TTP_abc123&state=0f1e2d3c4b5a69788796a5b4c3d2e1f0", "error=access_denied&state=0f1e", "code=null", "code=a&code=b"],
    judge: (text) => {
      const back = readAuthorizeReturn(new URLSearchParams(text));
      if (back.outcome === "granted") assert.ok(back.code !== "" && back.code !== "null");
    },
  },
  {
    name: "days and a time zone",
    corpus: [
      "2026-03-29 2026-04-02 Europe/London",
      "2024-02-29 2025-02-28 America/Sao_Paulo",
      "0000-01-02 0000-01-09 UTC",
      "9999-12-01 9999-12-31 Asia/Kolkata",
    ],
    judge: (text) => {
      const [from, to, zone = ""] = text.split(" ");
      const read = periodQuery.safeParse({ from, to });
      if (!read.success) return;
      try {
        const { now, before } = periodOf(read.data);
        assert.ok(listDays(now).length <= PERIOD_DAYS_MAX);
        for (const day of [before.from, before.to, ...listDays(now)]) assert.match(day, /^\d{4}-\d\d-\d\d$/);
      } catch (error) {
        if (!(error instanceof Problem)) throw error;
      }
      if (!isTimeZone(zone)) return;
      const [year = 0, month = 0, day = 0] = read.data.from.split("-").map(Number);
      if (year >= 1970) assert.equal(localDate(startOfDay({ year, month, day }, zone), zone), read.data.from);
    },
  },
  {
    name: "a kept view",
    corpus: VIEWS,
    judge: (text) => {
      let given: unknown;
      try {
        given = JSON.parse(text);
      } catch {
        return;
      }
      const read = viewFilters.safeParse(given);
      // What was taken in is taken in again, and is the same.
      if (read.success) assert.deepEqual(viewFilters.parse(JSON.parse(JSON.stringify(read.data))), read.data);
    },
  },
];
