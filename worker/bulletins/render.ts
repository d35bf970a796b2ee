/** A bulletin as a letter: the numbers of the reports it names, with the days before beside them and the way to each page. Made with the rights its
 *  admin has at that moment, by the same questions the pages ask; money of different currencies is never added. */
import type { Kit } from "../env.ts";
import { reportHelpdesk } from "../helpdesk/report.ts";
import { reportFulfilment } from "../insights/fulfilment.ts";
import type { ReportHead } from "../insights/period.ts";
import { reportReturns } from "../insights/returns.ts";
import { reportSales } from "../insights/sales.ts";
import type { Asker } from "../team/session.ts";
import { type BulletinForm, daysOf, type ReportName } from "./bulletin.ts";
import { type FigureName, WORDS } from "./words.ts";

type Unit = "count" | "share" | "minutes" | { currency: string };
type Line = [figure: FigureName, unit: Unit, now: number | null, before: number | null];

interface Part {
  head: ReportHead;
  lines: Line[];
}

const share = (part: number, whole: number) => (whole === 0 ? null : part / whole);

const ASK: Record<ReportName, (kit: Kit, asker: Asker, query: { from: string; to: string; stores: string[] | null }) => Promise<Part>> = {
  sales: async (kit, asker, query) => {
    const report = await reportSales(kit, asker, query);
    const lines = report.blocks.flatMap(({ currency, all: { now, before } }): Line[] => [
      ["net", { currency }, now.sold - now.refund_goods, before.sold - before.refund_goods],
      ["gmv", { currency }, now.gmv, before.gmv],
      ["orders", "count", now.paid, before.paid],
      ["units", "count", now.units, before.units],
    ]);
    return { head: report, lines };
  },
  fulfilment: async (kit, asker, query) => {
    const report = await reportFulfilment(kit, asker, query);
    const { now, before } = report.all;
    return {
      head: report,
      lines: [
        ["late", "share", share(now.dispatched_late, now.dispatched), share(before.dispatched_late, before.dispatched)],
        ["fault", "share", share(now.faults, now.placed), share(before.faults, before.placed)],
        ["tracking", "share", share(now.parcels_scanned, now.parcels), share(before.parcels_scanned, before.parcels)],
      ],
    };
  },
  returns: async (kit, asker, query) => {
    const report = await reportReturns(kit, asker, query);
    const { now, before } = report.all;
    const money = report.blocks.map(({ currency, all }): Line => ["refunds", { currency }, all.now.refund_goods, all.before.refund_goods]);
    return {
      head: report,
      lines: [
        ["rate", "share", share(now.returned_units, now.delivered_units), share(before.returned_units, before.delivered_units)],
        ["delivered", "count", now.delivered_units, before.delivered_units],
        ...money,
      ],
    };
  },
  service: async (kit, asker, query) => {
    const report = await reportHelpdesk(kit, asker, query);
    const { now, before } = report.all;
    const speed = (deed: "first" | "next", when: "now" | "before") => report.speeds[when][deed].all.median;
    const replies = ({ first, next, also }: typeof now) => first + next + also;
    const kept = (of: typeof now) => {
      const good = of.kept_first + of.kept_next + of.kept_resolution;
      return share(good, good + of.missed_first + of.missed_next + of.missed_resolution);
    };
    return {
      head: report,
      lines: [
        ["opened", "count", now.opened, before.opened],
        ["replies", "count", replies(now), replies(before)],
        ["first", "minutes", speed("first", "now"), speed("first", "before")],
        ["next", "minutes", speed("next", "now"), speed("next", "before")],
        ["kept", "share", kept(now), kept(before)],
        ["resolved", "count", now.resolved, before.resolved],
      ],
    };
  },
};

export interface Rendered {
  subject: string;
  text: string;
  /** How many stores are in it. */
  stores: number;
}

/** `at` is the moment it was due: a letter that is late is about the same days. */
export async function renderBulletin(kit: Kit, asker: Asker, form: BulletinForm, at: number): Promise<Rendered> {
  const words = WORDS[form.language];
  const days = daysOf(form, at);
  const parts: string[] = [];
  let head: ReportHead | null = null;
  for (const report of form.reports) {
    const part = await ASK[report](kit, asker, { ...days, stores: form.stores });
    head ??= part.head;
    const lines = part.lines.map(([figure, unit, now, before]) => {
      const currency = typeof unit === "object" ? ` (${unit.currency})` : "";
      return `${words.figures[figure]}${currency}: ${write(now, unit, form)} (${words.before}: ${write(before, unit, form)})`;
    });
    const behind = part.head.stores.some(({ is_behind }) => is_behind !== 0) ? [words.notFinal] : [];
    parts.push(
      [words.reports[report].toUpperCase(), ...lines, ...behind, `${words.open}: ${addressOf(kit, report, form, days)}`].join("\n"),
    );
  }
  const stores = head?.stores ?? [];
  const span = new Intl.DateTimeFormat(form.language, { dateStyle: "medium", timeZone: "UTC" }).formatRange(
    Date.parse(days.from),
    Date.parse(days.to),
  );
  // Where the bulletin's day has begun, another store's day before may go on.
  const open = stores.filter(({ today }) => days.to >= today);
  const about = [span, `${words.stores}: ${namesOf(stores)}`, ...(open.length > 0 ? [words.notOver(namesOf(open))] : [])];
  return { subject: words.subject(span), text: [about.join("\n"), ...parts].join("\n\n"), stores: stores.length };
}

const namesOf = (stores: ReportHead["stores"]) =>
  stores.map(({ name }) => name.replace(/[\p{Cc}\u202a-\u202e\u2066-\u2069]+/gu, " ")).join(", ");

const PAGES: Record<ReportName, string> = { sales: "", fulfilment: "/fulfilment", returns: "/returns", service: "/service" };

function addressOf(kit: Kit, report: ReportName, { stores }: BulletinForm, { from, to }: { from: string; to: string }): string {
  const chosen = stores === null ? "" : `&stores=${stores.join(",")}`;
  return `${kit.env.APP_URL}/insights${PAGES[report]}?from=${from}&to=${to}${chosen}`;
}

function write(value: number | null, unit: Unit, { language }: BulletinForm): string {
  if (value === null) return WORDS[language].none;
  if (unit === "share") return new Intl.NumberFormat(language, { style: "percent", maximumFractionDigits: 1 }).format(value);
  if (unit === "minutes") return WORDS[language].minutes(value);
  if (unit === "count") return new Intl.NumberFormat(language).format(value);
  const money = new Intl.NumberFormat(language, { style: "currency", currency: unit.currency });
  return money.format(value / 10 ** (money.resolvedOptions().maximumFractionDigits ?? 2));
}
