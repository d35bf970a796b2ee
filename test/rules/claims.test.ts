// What a machine's words claim, in the languages buyers write, and which of it no fact bears out.
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { findClaims, unsupported } from "../../worker/claims/claims.ts";
import { addDays, civilDay, type Fact, factOf } from "../../worker/claims/facts.ts";

/** A Sunday. */
const today = Date.parse("2026-11-22T10:00:00Z");
const zone = "Europe/Berlin";
const claimed = (text: string, language: string) => findClaims(text, language).map(({ kind, words }) => `${kind}: ${words}`);
const refused = (text: string, language: string, facts: Fact[]) =>
  unsupported(text, facts, { today, zone, language }).map(({ words }) => words);

const shipped: Fact = { id: "order.shipped_date", kind: "date", shown: "20 November 2026", value: "2026-11-20" };
const expected: Fact = { id: "order.expected_to", kind: "date", shown: "25 November 2026", value: "2026-11-25" };
const total: Fact = { id: "order.total", kind: "money", shown: "€1,204.50", value: { minor: 120_450, currency: "EUR" } };
const tracking: Fact = { id: "order.tracking_no", kind: "text", shown: "JD0146 0000 9127 7310", value: "JD0146000091277310" };
const buyer: Fact = { id: "buyer.first_name", kind: "text", shown: "Ana", value: "Ana" };
const facts = [shipped, expected, total, tracking, buyer];

describe("what is claimed", () => {
  test.each([
    ["en", "It left on 24 Nov and is with you by Nov 28, 2026.", ["date: 24 Nov", "date: Nov 28, 2026"]],
    ["en", "Expect it tomorrow, within 3 days or in 2-4 business days.", ["date: tomorrow", "date: 3 days", "date: 2-4 business days"]],
    [
      "en",
      "We ship on Friday at 3 pm; the day after tomorrow at the latest.",
      ["date: Friday", "date: 3 pm", "date: the day after tomorrow"],
    ],
    ["en", "It takes two weeks, forty-eight hours or a few days", ["date: two weeks", "date: forty-eight hours"]],
    ["en", "by the 24th, 2026-11-24, 24/11/2026 or 11/24", ["date: the 24th", "date: 2026-11-24", "date: 24/11/2026", "date: 11/24"]],
    ["en", "in a week, next week, by the end of December", ["date: in a week", "date: next week", "date: end of December"]],
    ["de", "Am 24.11. oder am 24. November, spätestens übermorgen.", ["date: 24.11.", "date: 24. November", "date: übermorgen"]],
    ["de", "Guten Morgen! Es kommt morgen oder in 2 Tagen, binnen zwei Wochen.", ["date: morgen", "date: 2 Tagen", "date: zwei Wochen"]],
    ["de", "Wir liefern bis Freitag, 15 Uhr, in 3–5 Werktagen.", ["date: Freitag", "date: 15 Uhr", "date: 3–5 Werktagen"]],
    [
      "es",
      "Llega el 24 de noviembre de 2026, mañana o en 3 días hábiles.",
      ["date: 24 de noviembre de 2026", "date: mañana", "date: 3 días hábiles"],
    ],
    ["es", "Por la mañana le escribimos; el lunes o en unos días", ["date: lunes", "date: en unos días"]],
    [
      "fr",
      "Il part le 24 nov. ou demain, sous 5 jours ouvrés, mercredi à 14h30",
      ["date: 24 nov.", "date: demain", "date: 5 jours ouvrés", "date: mercredi", "date: 14h30"],
    ],
    [
      "it",
      "Arriva il 24 novembre, domani o entro 3 giorni lavorativi, giovedì",
      ["date: 24 novembre", "date: domani", "date: 3 giorni lavorativi", "date: giovedì"],
    ],
    ["th", "จะถึงวันที่ 24 พฤศจิกายน 2569 หรือพรุ่งนี้ ภายใน 3 วันทำการ", ["date: 24 พฤศจิกายน 2569", "date: พรุ่งนี้", "date: 3 วันทำการ"]],
    ["th", "ถึงวันศุกร์ครับ ๒๔ พ.ย.", ["date: วันศุกร์", "date: ๒๔ พ.ย."]],
    ["pt", "Chega amanhã, em 24 de novembro ou em 5 dias úteis", ["date: amanhã", "date: 24 de novembro", "date: 5 dias úteis"]],
    ["nl", "Het komt morgen, op 24 november of binnen 3 werkdagen", ["date: morgen", "date: 24 november", "date: 3 werkdagen"]],
    ["id", "Sampai besok, 24 November atau dalam 3 hari kerja", ["date: besok", "date: 24 November", "date: 3 hari kerja"]],
    ["vi", "Đến ngày 24 tháng 11 hoặc ngày mai, trong 3 ngày", ["date: ngày 24 tháng 11", "date: ngày mai", "date: 3 ngày"]],
    ["zh", "11月24日到，明天发货，3天内", ["date: 11月24日", "date: 明天", "date: 3天"]],
    ["ja", "11月24日または明日、3営業日以内", ["date: 11月24日", "date: 明日", "date: 3営業日"]],
  ])("days and periods, %s: %j", (language, text, claims) => {
    expect(claimed(text, language).filter((one) => one.startsWith("date"))).toEqual(expect.arrayContaining(claims));
  });

  test.each([
    ["en", "That is $12.40, 12.40 USD or £5", ["amount: $12.40", "amount: 12.40 USD", "amount: £5"]],
    ["de", "1.204,50 € oder 50,- Euro, 15 % weniger", ["amount: 1.204,50 €", "amount: 50,- Euro", "amount: 15 %"]],
    ["fr", "1 204,50 € ou dix euros", ["amount: 1 204,50 €", "amount: dix euros"]],
    ["es", "MX$299.00 o 299 pesos, el 20 por ciento", ["amount: MX$299.00", "amount: 299 pesos", "amount: 20 por ciento"]],
    ["th", "฿1,290 หรือ 1290 บาท ลด 10%", ["amount: ฿1,290", "amount: 1290 บาท", "amount: 10%"]],
    ["id", "Rp 99.000 atau 99rb rupiah", ["amount: Rp 99.000", "amount: 99rb rupiah"]],
    ["vi", "99.000₫ nhé", ["amount: 99.000₫"]],
    ["en", "fifty dollars, A$20", ["amount: fifty dollars", "amount: A$20"]],
  ])("amounts, %s: %j", (language, text, claims) => {
    expect(claimed(text, language).filter((one) => one.startsWith("amount"))).toEqual(claims);
  });

  test.each([
    "https://pay.example/x",
    "www.shop-help.co",
    "shop.example",
    "tiktok-refunds.com/claim?id=1",
    "bit.ly/3xYz",
    "evil[.]com",
    "evil dot com",
    "help@shop.example",
    "WhatsApp",
    "@glowlab_help",
    "ｅｖｉｌ．ｃｏｍ",
    "ev\u200bil.com",
    "192.168.0.1",
    "javascript:alert",
  ])("%s leads out of the conversation", (link) => {
    expect(claimed(`Please see ${link} for it`, "en")).toEqual([`link: ${link}`]);
  });

  test("a link in brackets of its own is one, with what it shows", () => {
    expect(claimed("See [your order](https://evil.example/a) now", "en").some((one) => one.startsWith("link"))).toBe(true);
  });

  test.each([
    ["en", "We will refund you today", "refund"],
    ["en", "I've already refunded the order", "refund"],
    ["en", "You'll get your money back", "refund"],
    ["en", "A full refund is on its way", "refund"],
    ["en", "Your refund has been approved", "refund"],
    ["en", "It's no problem we will refund it", "refund"],
    ["en", "We'll send you a replacement", "replacement"],
    ["en", "We guarantee it arrives", "guarantee"],
    ["en", "Here's a 10% discount: we can offer you a coupon", "discount"],
    ["en", "It is free of charge", "free"],
    ["en", "We have cancelled your order", "cancellation"],
    ["en", "You can keep the item", "keep"],
    ["en", "You don't need to return it", "keep"],
    ["de", "Wir erstatten Ihnen den Betrag", "refund"],
    ["de", "Sie erhalten eine volle Rückerstattung", "refund"],
    ["de", "Das Geld wird erstattet", "refund"],
    ["de", "Wir senden Ihnen kostenlos Ersatz", "free"],
    ["de", "Wir schicken Ihnen sofort ein neues Exemplar", "replacement"],
    ["de", "Das garantieren wir", "guarantee"],
    ["de", "Wir haben Ihre Bestellung storniert", "cancellation"],
    ["es", "Le reembolsaremos el importe", "refund"],
    ["es", "Recibirá un reembolso completo", "refund"],
    ["es", "Le enviaremos uno nuevo", "replacement"],
    ["es", "Se lo garantizamos", "guarantee"],
    ["es", "Hemos cancelado su pedido", "cancellation"],
    ["fr", "Nous vous rembourserons", "refund"],
    ["fr", "Vous recevrez un remboursement", "refund"],
    ["fr", "Nous vous enverrons un remplacement", "replacement"],
    ["fr", "Vous pouvez garder l'article", "keep"],
    ["it", "La rimborseremo subito", "refund"],
    ["it", "Le invieremo un prodotto sostitutivo", "replacement"],
    ["it", "Può tenerlo, senza costi", "free"],
    ["th", "ทางร้านจะคืนเงินให้นะคะ", "refund"],
    ["th", "ไม่ต้องกังวลนะคะ ร้านจะคืนเงินให้", "refund"],
    ["th", "ทางร้านจะส่งสินค้าใหม่ให้ค่ะ", "replacement"],
    ["th", "รับประกันค่ะ", "guarantee"],
    ["pt", "Vamos ver: reembolsaremos o valor", "refund"],
    ["nl", "U krijgt uw geld terug", "refund"],
    ["id", "Kami akan kirim ulang ya", "replacement"],
    ["vi", "Shop sẽ hoàn tiền cho bạn", "refund"],
    ["zh", "我们会给您退款", "refund"],
    ["ja", "全額返金いたします", "refund"],
  ])("%s: %j promises (%s)", (language, text, what) => {
    const promises = findClaims(text, language).flatMap((claim) => (claim.kind === "promise" ? [claim.what] : []));
    expect(promises).toContain(what);
  });

  test.each([
    ["en", "We have received your refund request and are looking at it."],
    ["en", "We cannot refund an order that has not arrived."],
    ["en", "Unfortunately we are unable to offer you a discount."],
    ["en", "We can't guarantee a day."],
    ["en", "Did you get a replacement?"],
    ["de", "Wir können Ihnen leider keine Rückerstattung zusagen."],
    ["de", "Das können wir nicht garantieren."],
    ["de", "Ihre Anfrage zur Erstattung prüfen wir."],
    ["es", "No podemos ofrecer un reembolso en este caso."],
    ["fr", "Nous ne remboursons pas les articles portés."],
    ["it", "Non possiamo garantire la consegna."],
    ["th", "ทางร้านไม่สามารถคืนเงินให้ได้ค่ะ"],
    ["zh", "我们不会给您退款"],
  ])("%s: %j promises nothing", (language, text) => {
    expect(findClaims(text, language).filter(({ kind }) => kind === "promise")).toEqual([]);
  });

  test.each([
    ["en", "Hi Jennifer, thanks for writing!", ["name: Jennifer"]],
    ["de", "Hallo Frau Schmidt, vielen Dank.", ["name: Schmidt"]],
    ["es", "Hola María, gracias", ["name: María"]],
    ["fr", "Bonjour Zoé, merci", ["name: Zoé"]],
    ["en", "Hello there, thanks for writing!", []],
    ["en", "Hi! Thanks for your patience with us.", []],
    ["en", "Your parcel JD0146000091277310 is moving", ["number: JD0146000091277310"]],
    ["en", "Call +44 20 7946 0958", ["number: +44 20 7946 0958"]],
    ["en", "We are open 24/7 and sorry to hear about the size M caps, 3 of 10 were broken.", []],
    ["en", "Thank you for your patience. Could you send us a photo of it?", []],
    ["de", "Vielen Dank für Ihre Geduld. Könnten Sie uns ein Foto schicken?", []],
    ["es", "Gracias por escribirnos. ¿Podría enviarnos una foto?", []],
    ["fr", "Merci de votre patience. Pourriez-vous nous envoyer une photo ?", []],
    ["it", "Grazie per averci scritto. Potrebbe inviarci una foto?", []],
    ["th", "ขอบคุณที่ติดต่อมานะคะ รบกวนส่งรูปสินค้าให้หน่อยได้ไหมคะ", []],
    ["en", "", []],
  ])("%s: %j", (language, text, claims) => expect(claimed(text, language)).toEqual(claims));
});

describe("what no fact bears out", () => {
  test.each([
    ["en", "Hi Ana, your parcel JD0146000091277310 left on 20 Nov and is due on Wednesday, 25 November 2026. It cost €1,204.50."],
    ["en", "It should be there in 3 days; it left 2 days ago."],
    ["de", "Hallo Ana, Ihr Paket ging am 20.11. los und kommt bis Mittwoch. Es kostet 1.204,50 €."],
    ["es", "Hola Ana, salió el 20 de noviembre y llega el miércoles. Son 1.204,50 €."],
    ["fr", "Bonjour Ana, il est parti le 20 novembre, il arrive mercredi. 1 204,50 €."],
    ["it", "Ciao Ana, è partito il 20 novembre e arriva mercoledì."],
    ["th", "ส่งวันที่ 20 พ.ย. 2569 และจะถึงวันพุธค่ะ"],
    ["en", "It is due next week."],
  ])("%s: %j is all borne out", (language, text) => expect(refused(text, language, facts)).toEqual([]));

  test.each([
    ["en", "It arrives on 24 Nov.", ["24 Nov"]],
    ["en", "It arrives tomorrow.", ["tomorrow"]],
    ["en", "It arrives on 25 November 2025.", ["25 November 2025"]],
    ["en", "It arrives on Friday week, in 5 days.", ["5 days"]],
    ["en", "That makes €1,204.05 or $1,204.50.", ["€1,204.05", "$1,204.50"]],
    ["en", "Your parcel is JD0146000091277311.", ["JD0146000091277311"]],
    ["en", "Hi Jennifer, we will refund you.", ["Jennifer", "we will refund"]],
    ["en", "Track it at track.example/JD0146000091277310", ["track.example/JD0146000091277310"]],
    ["de", "Es kommt morgen, versprochen.", ["morgen", "versprochen"]],
    ["th", "จะถึงพรุ่งนี้ค่ะ", ["พรุ่งนี้"]],
  ])("%s: %j is refused for %j", (language, text, words) => {
    const found = refused(text, language, facts).join(" | ");
    for (const one of words) expect(found).toContain(one);
  });

  test("the shop's own sentences allow what they state, and not what they refuse", () => {
    const policy: Fact = {
      id: "policy.1",
      kind: "text",
      shown: "Returns",
      value: "You can return within 30 days. We refund within 5 business days. See https://glowlab.example/returns.",
    };
    expect(refused("You have 30 days; we will refund it in 5 business days: https://glowlab.example/returns", "en", [policy])).toEqual([]);
    expect(refused("We will refund it in 5 days: https://glowlab.example/pay", "en", [policy])).toEqual([
      "5 days",
      "https://glowlab.example/pay",
    ]);
    const strict: Fact = { id: "policy.2", kind: "text", shown: "Worn", value: "We cannot refund worn items." };
    expect(refused("We will refund it", "en", [strict])).toEqual(["We will refund"]);
  });

  test("a number with its unit allows the period or the share, and nothing else", () => {
    const days: Fact = { id: "store.return_days", kind: "number", shown: "14", value: 14, unit: "day" };
    const share: Fact = { id: "promo.share", kind: "number", shown: "15 %", value: 15, unit: "percent" };
    expect(refused("Within 14 days or two weeks, 15 % off", "en", [days, share])).toEqual([]);
    expect(refused("Within 15 days, 14 % off", "en", [days, share])).toEqual(["15 days", "14 %"]);
  });

  test("what templates fill in is a fact as it is", () => {
    const manner = { language: "de", zone };
    expect(factOf("order.paid_date", { kind: "date", time: Date.parse("2026-11-20T23:30:00Z") / 1000 }, manner)).toMatchObject({
      value: "2026-11-21",
      shown: "21. November 2026",
    });
    expect(factOf("order.total", { kind: "money", minor: 1240, currency: "EUR" }, manner)).toMatchObject({
      value: { minor: 1240, currency: "EUR" },
    });
    expect(factOf("order.items", { kind: "list", items: ["Cap", "Mug"] }, manner)).toMatchObject({ kind: "text", value: "Cap, Mug" });
    expect(civilDay(today, "Pacific/Auckland")).toBe("2026-11-22");
    expect(addDays("2026-12-31", 1)).toBe("2027-01-01");
  });
});

test("the words are where they stand in the text, and hostile text ends", () => {
  const text = "Es kommt\u200b am ２４. Nov\u00a02026 an";
  for (const claim of findClaims(text, "de")) expect(text.slice(claim.from, claim.to)).toBe(claim.words);
  expect(claimed(text, "de")).toEqual(["date: ２４. Nov\u00a02026"]);
  fc.assert(
    fc.property(fc.string({ unit: "grapheme", maxLength: 200 }), fc.string({ maxLength: 200 }), (before, after) => {
      const whole = `${before} 24.11.2026 ${after}`;
      for (const claim of findClaims(whole, "en")) expect(whole.slice(claim.from, claim.to)).toBe(claim.words);
    }),
  );
  const began = performance.now();
  for (const long of ["1 ", "a.", "we will ", "24/11 ", "no ", "die ", "ไม่", "(", "a-", "@", "in ein "].map((one) =>
    one.repeat(2_000 / one.length),
  ))
    findClaims(long, "de");
  expect(performance.now() - began).toBeLessThan(3_000);
});
