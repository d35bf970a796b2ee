// What a template's text becomes: every path, filter and fallback, what is refused to be guessed, and that nothing anybody wrote is ever read
// again as a placeholder.
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { OrderPage } from "../../worker/orders/order.ts";
import { PATHS, resolvePath, type TicketKnown } from "../../worker/templates/catalogue.ts";
import { chooseVariant, guessLanguage } from "../../worker/templates/language.ts";
import { renderText } from "../../worker/templates/placeholders.ts";
import { findUnknown, renderWith, showPaths } from "../../worker/templates/render.ts";
import { STARTERS } from "../../worker/templates/starters.ts";
import { rankTemplates, type Template, templateForm, unmetConditions } from "../../worker/templates/template.ts";
import type { Value } from "../../worker/templates/values.ts";
import { unfilledIn } from "../../worker/thread/unfilled.ts";

const seconds = (iso: string) => Date.parse(iso) / 1000;
const MANNER = { language: "en-GB", zone: "America/Los_Angeles" };

const group = (title: string, variation: string | null, count: number) => ({
  sku_id: "1",
  product_id: "2",
  title,
  variation,
  seller_sku: "BLK-M",
  image_url: null,
  units: Array.from({ length: count }, (_, at) => ({
    id: String(at),
    status: "IN_TRANSIT",
    package_id: null,
    price_minor: 900,
    is_gift: 0,
    cancel_by: null,
    cancel_reason: null,
  })),
});

const order = (more: Partial<OrderPage["order"]> = {}, page: Partial<OrderPage> = {}) =>
  ({
    order: {
      id: "576900000000123456",
      stage: "shipped",
      fulfilled_by: "merchant",
      currency: "USD",
      total_minor: 124_050,
      warehouse: null,
      create_time: seconds("2026-11-18T10:00:00Z"),
      paid_time: seconds("2026-11-18T10:05:00Z"),
      rts_time: seconds("2026-11-19T10:00:00Z"),
      // Seven in the morning in Berlin, ten in the evening of the day before in Los Angeles.
      collection_time: seconds("2026-11-20T06:00:00Z"),
      rts_sla_time: null,
      delivery_time: null,
      delivery_sla_time: seconds("2026-11-27T12:00:00Z"),
      cancel_reason: null,
      ...more,
    },
    groups: [group("Beanie", "Black, M", 2), group("Cap", null, 1)],
    packages: [{ id: "1", status: "FULFILLING", provider: "UPS", tracking_number: "1Z999" }],
    recipient: { name: "mia SMITH", city: "Portland", country: "US" },
    recipientHidden: null,
    can: { write: { ok: true } },
    ...page,
  }) as unknown as OrderPage;

const known = (more: Partial<TicketKnown> = {}): TicketKnown => ({
  now: Date.parse("2026-11-20T20:00:00Z"),
  language: "en-GB",
  ticket: { number: 41 },
  buyer: { nickname: "mia.s", language: "en", orders: 3 },
  store: { name: "GlowLab US", marketplace: "US", zone: "America/Los_Angeles" },
  agent: { name: "Jonas Berg" },
  order: order(),
  cases: [],
  ...more,
});

const render = (text: string, more: Partial<TicketKnown> = {}) => renderWith(known(more), [], text);
const snippet = (name: string, ...texts: [language: string, text: string][]) => ({
  id: name,
  name,
  version: 1,
  variants: texts.map(([language, text]) => ({ language, text })),
});

test.each([
  ["Hi {{buyer.nickname}}!", "Hi mia.s!"],
  ["{{ buyer.first_name | lower | capitalize }}", "Mia"],
  ["{{BUYER.Nickname|upper}}", "MIA.S"],
  ["{{order.id}} {{order.short_id}}", "576900000000123456 123456"],
  ["{{order.total}}", "US$1,240.50"],
  ["{{order.items}}", "2 × Beanie (Black, M), 1 × Cap"],
  ["{{order.items | first}}", "2 × Beanie (Black, M)"],
  ['{{order.items | join(" / ")}}', "2 × Beanie (Black, M) / 1 × Cap"],
  ["{{order.items | count}}", "2"],
  ["{{order.items | truncate(10)}}", "2 × Beani…"],
  ["{{item.title}}, {{order.item.qty}}, {{item.sku}}", "Beanie, 2, BLK-M"],
  ["{{order.carrier}} {{package.tracking_no}}: {{order.tracking_status}}", "UPS 1Z999: on its way"],
  ["{{order.status_text}}", "on its way"],
  ["{{order.shipped_date}}", "19 November 2026"],
  ["{{order.shipped_date | date(day)}}", "Thursday 19 November"],
  ["{{order.shipped_date | date(iso)}}", "2026-11-19"],
  ["{{order.shipped_date | date(time)}}", "22:00"],
  ["{{order.days_since_shipped}}", "0"],
  ["{{order.ship_city}}, {{order.ship_country}}", "Portland, US"],
  ["{{buyer.order_count}} {{buyer.is_repeat}} {{order.is_fbt}}", "3 yes no"],
  ["{{store.name}}, {{store.market}}", "GlowLab US, United States"],
  ["{{agent.first_name}} #{{ticket.number}}", "Jonas #41"],
  ["{{today | date(weekday)}} {{tomorrow | date(weekday)}} {{next_business_day | date(weekday)}}", "Friday Saturday Monday"],
  ['{{order.delivered_date : "soon"}}', "soon"],
  ['{{order.delivered_date | default("soon")}}', "soon"],
  ['{{return.id : "the \\"return\\""}}', 'the "return"'],
  ['{{order.cancel_reason | upper : "no reason"}}', "no reason"],
  ["{ {buyer.nickname} } {buyer}", "{ {buyer.nickname} } {buyer}"],
  ["{{{ticket.number}}}", "{41}"],
  ["a line {{\nis not one}}", "a line {{\nis not one}}"],
  ["", ""],
])("%j reads %j", (text, expected) => {
  expect(render(text)).toMatchObject({ text: expected, missing: [], unavailable: [] });
});

test.each([
  ["{{order.delivered_date}}", "missing", "not-yet"],
  ["{{order.ship_by_date}}", "missing", "not-told"],
  ["{{order.cancel_reason}}", "missing", "not-cancelled"],
  ["{{return.deadline}}", "missing", "no-case"],
  ["{{refund.amount}}", "missing", "no-case"],
  ["{{refund.date}}", "unavailable", "not-told"],
  ["{{store.hours_today}}", "unavailable", "not-set"],
  ["{{no.such.thing}}", "missing", "unknown"],
  ["{{snippet.none}}", "missing", "snippet-missing"],
  ["{{}}", "missing", "broken"],
  ["{{ order id }}", "missing", "broken"],
  ['{{order.id : "open}}', "missing", "broken"],
  ["{{order.id | upper(}}", "missing", "broken"],
] as const)("%j stays as it is and is named: %s, %s", (text, list, code) => {
  const rendered = render(text);
  expect(rendered.text).toBe(text);
  expect(rendered[list]).toEqual([expect.objectContaining({ source: text, code })]);
});

test("a buyer TikTok hides is unavailable with its reason, not blank; a fallback still speaks", () => {
  for (const [hidden, code] of [
    ["fbt", "hidden-fbt"],
    ["masked", "hidden-masked"],
    ["right-missing", "hidden-right-missing"],
  ] as const) {
    const page = order({}, { recipientHidden: hidden, recipient: null });
    const { unavailable, text } = render('{{buyer.first_name}} {{order.ship_city : "your city"}}', { order: page });
    expect(unavailable).toEqual([{ source: "{{buyer.first_name}}", path: "buyer.first_name", code }]);
    expect(text).toBe("{{buyer.first_name}} your city");
  }
  expect(render("{{order.tracking_no}}", { order: null }).missing).toEqual([expect.objectContaining({ code: "no-order" })]);
});

test("dates are the store's days, in the language of the text", () => {
  const there = (zone: string, language: string) => known({ language, store: { name: "S", marketplace: "DE", zone } });
  expect(renderWith(there("Europe/Berlin", "de"), [], "{{order.shipped_date | date(day)}}, {{order.status_text}}").text).toBe(
    "Freitag, 20. November, unterwegs",
  );
  expect(renderWith(there("America/Los_Angeles", "zh"), [], "{{order.total}} {{order.status_text}}").text).toBe("US$1,240.50 运输中");
});

describe("snippets", () => {
  const sign = snippet("sign", ["en", "{{agent.first_name}}, {{snippet.shop}}"], ["de", "Gruß, {{agent.first_name}}"]);
  const shop = snippet("shop", ["en", "{{store.name}}"]);
  test("are filled in where they stand, in the text's language", () => {
    expect(renderWith(known(), [sign, shop], "Bye. {{snippet.sign}}").text).toBe("Bye. Jonas, GlowLab US");
    expect(renderWith(known({ language: "de-AT" }), [sign, shop], "{{snippet.sign}}").text).toBe("Gruß, Jonas");
  });
  test("that name themselves, or each other, end and are named", () => {
    const one = snippet("one", ["en", "1 {{snippet.two}}"]);
    const two = snippet("two", ["en", "2 {{snippet.one}}"]);
    const { text, missing } = renderWith(known(), [one, two], "{{snippet.one}}");
    expect(text).toBe("1 2 {{snippet.one}}");
    expect(missing).toEqual([expect.objectContaining({ code: "snippet-loop" })]);
  });
  test("that multiply stop at a bound", () => {
    const many = (name: string, inner: string) => snippet(name, ["en", `{{${inner}}}`.repeat(120)]);
    const bomb = [many("a", "snippet.b"), many("b", "snippet.c"), many("c", "ticket.number")];
    const { missing } = renderWith(known(), bomb, "{{snippet.a}}");
    expect(missing).toEqual(expect.arrayContaining([expect.objectContaining({ code: "too-many" })]));
  });
});

describe("whatever a buyer is called", () => {
  const shown = (nickname: string) => render("[{{buyer.nickname}}]", { buyer: { nickname, language: "en", orders: 0 } });
  test.each([
    ["{{order.id}}", "[((order.id))]"],
    ["%s <b>x</b> $& $1 {7*7}", "[%s <b>x</b> $& $1 (7*7)]"],
    ["evil\u202egnp.exe", "[evilgnp.exe]"],
    ["a\u200bb\ufeffc\u2066d", "[abcd]"],
    ["two\nlines\u0000\u0007", "[two lines]"],
    ["👩‍👩‍👧 Zoë", "[👩‍👩‍👧 Zoë]"],
    ["می‌خواهم", "[می‌خواهم]"],
    ["half \ud83d pair", "[half  pair]"],
    ["  ", "[{{buyer.nickname}}]"],
  ])("%j reads %j", (nickname, expected) => {
    expect(shown(nickname).text).toBe(expected);
  });
  test("a name of any length is cut between characters", () => {
    const { text } = shown("👩‍👩‍👧".repeat(5_000));
    expect(text.endsWith("👩‍👩‍👧…]")).toBe(true);
    expect(text.length).toBeLessThan(5_000);
    expect(shown("x".repeat(1_000_000)).text).toHaveLength(502);
  });
});

test("no value is ever read as a placeholder: what is left over is exactly what is named", () => {
  const piece = fc.constantFrom(
    "{",
    "}",
    "{{",
    "}}",
    "{{buyer.nickname}}",
    "{{order.id",
    '"',
    "|",
    ":",
    "a",
    '{{x.y : "z"}}',
    "\n",
    "\\",
    " ",
  );
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 14 }), fc.array(piece, { maxLength: 14 }), (text, nickname) => {
      const {
        text: written,
        missing,
        unavailable,
      } = render(text.join(""), { buyer: { nickname: nickname.join(""), language: "en", orders: 0 } });
      expect(new Set([...missing, ...unavailable].map(({ source }) => source))).toEqual(new Set(unfilledIn(written)));
    }),
    { numRuns: 5_000 },
  );
});

test("any text and any value are filled in without a word lost around them, and in no time", () => {
  fc.assert(
    fc.property(fc.string({ unit: "binary", maxLength: 200 }), fc.string({ unit: "binary", maxLength: 200 }), (text, value) => {
      const given: Value = { kind: "text", text: value };
      const before = text.replaceAll("{", "");
      const { text: written } = renderText(`${before}{{a.b : "-"}}${before}`, () => ({ value: given }), MANNER);
      expect(written.startsWith(before)).toBe(true);
      expect(written.endsWith(before)).toBe(true);
    }),
    { numRuns: 300 },
  );
  const began = performance.now();
  for (const hostile of ["{{".repeat(50_000), '{{a"'.repeat(30_000), `{{a${"|x".repeat(60_000)}`, '{{a.b : "'.repeat(20_000)]) {
    renderText(hostile, () => ({ missing: "x" }), MANNER);
  }
  expect(performance.now() - began).toBeLessThan(5_000);
});

test("every path can be shown for a ticket with and without an order", () => {
  for (const order_ of [order(), null]) {
    const shown = showPaths(known({ order: order_ }));
    expect(shown).toHaveLength(PATHS.length);
    for (const { path, value, because } of shown) expect(value === null, path).toBe(because !== null);
  }
  expect(resolvePath("__proto__", known())).toEqual({ missing: "unknown" });
});

test("the starters are eight in each language, name only what exists, and fill in for an order on its way", () => {
  for (const [language, starters] of Object.entries(STARTERS)) {
    expect(starters).toHaveLength(8);
    for (const { name, text } of starters) {
      expect(findUnknown(text, []), `${language} ${name}`).toBeNull();
      expect(render(text, { language, order: order({ rts_sla_time: seconds("2026-11-21T00:00:00Z") }) }), name).toMatchObject({
        missing: [],
      });
      expect(text.length).toBeLessThan(1_000);
    }
  }
});

test.each([
  ["Where is my parcel?", "US", "en"],
  ["¿Dónde está mi pedido?", "US", "es"],
  ["Wo ist mein Paket?", "GB", "de"],
  ["我的包裹在哪里", "US", "zh"],
  ["荷物はどこですか", "US", "ja"],
  ["พัสดุอยู่ที่ไหน", "US", "th"],
  ["", "DE", "de"],
  ["ok", "MX", "es"],
  ["576900000000123456", "US", "en"],
])("%j written in %s is answered in %s", (written, marketplace, language) => {
  expect(guessLanguage(written, marketplace)).toBe(language);
});

test("of several variants the buyer's own is taken, then the same language elsewhere, then English", () => {
  const of = (...languages: string[]) => languages.map((language) => ({ language, text: language }));
  expect(chooseVariant(of("en", "pt-PT", "pt-BR"), "pt-BR")?.text).toBe("pt-BR");
  expect(chooseVariant(of("en", "pt-PT"), "pt-BR")?.text).toBe("pt-PT");
  expect(chooseVariant(of("de", "en-GB"), "fr")?.text).toBe("en-GB");
  expect(chooseVariant(of("de", "es"), "fr")?.text).toBe("de");
  expect(chooseVariant([], "fr")).toBeNull();
});

describe("what is offered first", () => {
  const now = { store: { id: "sto_a", marketplace: "US" }, stage: "shipped" as const, language: "es", minuteOfDay: 600 };
  const template = (name: string, more: Partial<Template> = {}): Template => ({
    id: name,
    name,
    folder: "",
    tags: [],
    kind: "reply",
    shared: true,
    ownerId: "usr_a",
    uses: 0,
    usedAt: null,
    version: 1,
    conditions: { stores: [], marketplaces: [], stages: [], hours: null },
    actions: [],
    pictures: [],
    variants: [{ language: "en", text: "Hi" }],
    ...more,
  });
  const stages = (...of: Template["conditions"]["stages"]) => ({ conditions: { stores: [], marketplaces: [], stages: of, hours: null } });
  test("is what suits, then the buyer's language, then what is used", () => {
    const offered = rankTemplates(
      [
        template("often", { uses: 90 }),
        template("too late", { ...stages("unpaid"), uses: 500, variants: [{ language: "es", text: "Hola" }] }),
        template("rare"),
        template("theirs", { variants: [{ language: "es-MX", text: "Hola" }] }),
        template("exact", { ...stages("shipped"), variants: [{ language: "es", text: "Hola" }] }),
      ],
      now,
    );
    expect(offered.map(({ name }) => name)).toEqual(["exact", "theirs", "often", "rare", "too late"]);
  });
  test.each([
    [{ from: 540, to: 1020 }, 600, []],
    [{ from: 540, to: 1020 }, 1020, ["hours"]],
    [{ from: 1320, to: 360 }, 30, []],
    [{ from: 1320, to: 360 }, 600, ["hours"]],
  ])("hours %j at minute %i: %j", (hours, minuteOfDay, unmet) => {
    const { conditions } = template("x");
    expect(unmetConditions({ conditions: { ...conditions, hours } }, { ...now, minuteOfDay })).toEqual(unmet);
  });
});

test.each([
  ["a language nobody speaks", { variants: [{ language: "not a tag", text: "Hi" }] }],
  [
    "the same language twice",
    {
      variants: [
        { language: "en-us", text: "Hi" },
        { language: "en-US", text: "Ho" },
      ],
    },
  ],
  ["more than TikTok takes", { variants: [{ language: "en", text: "x".repeat(2_001) }] }],
  ["no words and nothing to do", { variants: [{ language: "en", text: " " }] }],
  ["a marketplace TikTok has not", { conditions: { stores: [], marketplaces: ["XX"], stages: [], hours: null } }],
])("a template with %s is not taken", (_what, wrong) => {
  const right = { name: "N", folder: "", tags: [], kind: "reply", shared: true, actions: [], variants: [{ language: "en", text: "Hi" }] };
  const form = { ...right, conditions: { stores: [], marketplaces: [], stages: [], hours: null } };
  expect(templateForm.safeParse(form).success).toBe(true);
  expect(templateForm.safeParse({ ...form, ...wrong }).success).toBe(false);
});
