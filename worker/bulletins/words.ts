/** The words of a report that is sent by e-mail, in the languages the desk speaks. They are part of a letter, which no page writes: a browser has no
 *  hand in it. */
import type { BulletinForm } from "./bulletin.ts";

interface Words {
  subject: (days: string) => string;
  reports: Record<BulletinForm["reports"][number], string>;
  stores: string;
  before: string;
  none: string;
  open: string;
  notFinal: string;
  notOver: (stores: string) => string;
  minutes: (count: number) => string;
  /** By the name of the figure. */
  figures: Record<FigureName, string>;
}

const FIGURES = [
  "net",
  "gmv",
  "orders",
  "units",
  "late",
  "fault",
  "tracking",
  "rate",
  "delivered",
  "refunds",
  "opened",
  "replies",
  "first",
  "next",
  "kept",
  "resolved",
] as const;
export type FigureName = (typeof FIGURES)[number];

const name = (...words: string[]) => Object.fromEntries(FIGURES.map((figure, at) => [figure, words[at] ?? ""])) as Words["figures"];

export const WORDS: Record<BulletinForm["language"], Words> = {
  en: {
    subject: (days) => `Reports, ${days}`,
    reports: { sales: "Sales", fulfilment: "Fulfilment", returns: "Returns", service: "Service" },
    stores: "Stores",
    before: "before",
    none: "–",
    open: "Open",
    notFinal: "Some changes are still being counted: these numbers can move.",
    notOver: (stores) => `The last day is not over yet in ${stores}: these numbers still grow.`,
    minutes: (count) => `${count} min`,
    figures: name(
      "Net sales",
      "GMV",
      "Orders",
      "Units",
      "Late dispatch",
      "Seller-fault cancellations",
      "Valid tracking",
      "Return rate",
      "Units delivered",
      "Goods paid back",
      "New tickets",
      "Replies by people",
      "First reply, median",
      "Next reply, median",
      "Promises kept",
      "Resolved",
    ),
  },
  de: {
    subject: (days) => `Berichte, ${days}`,
    reports: { sales: "Umsatz", fulfilment: "Versand", returns: "Retouren", service: "Kundendienst" },
    stores: "Stores",
    before: "zuvor",
    none: "–",
    open: "Öffnen",
    notFinal: "Manche Änderungen werden noch gezählt: Diese Zahlen können sich bewegen.",
    notOver: (stores) => `Der letzte Tag ist noch nicht vorbei in ${stores}: Diese Zahlen wachsen noch.`,
    minutes: (count) => `${count} min`,
    figures: name(
      "Nettoumsatz",
      "GMV",
      "Bestellungen",
      "Stück",
      "Verspäteter Versand",
      "Selbst verschuldete Stornos",
      "Gültige Sendungsnummern",
      "Retourenquote",
      "Zugestellte Stück",
      "Erstattete Ware",
      "Neue Tickets",
      "Antworten von Menschen",
      "Erste Antwort, Median",
      "Folgeantwort, Median",
      "Zusagen gehalten",
      "Erledigt",
    ),
  },
  es: {
    subject: (days) => `Informes, ${days}`,
    reports: { sales: "Ventas", fulfilment: "Envíos", returns: "Devoluciones", service: "Atención" },
    stores: "Tiendas",
    before: "antes",
    none: "–",
    open: "Abrir",
    notFinal: "Algunos cambios todavía se están contando: estas cifras pueden moverse.",
    notOver: (stores) => `El último día aún no ha terminado en ${stores}: estas cifras todavía crecen.`,
    minutes: (count) => `${count} min`,
    figures: name(
      "Ventas netas",
      "GMV",
      "Pedidos",
      "Unidades",
      "Envío tardío",
      "Cancelaciones por culpa propia",
      "Seguimiento válido",
      "Tasa de devolución",
      "Unidades entregadas",
      "Artículos reembolsados",
      "Tickets nuevos",
      "Respuestas de personas",
      "Primera respuesta, mediana",
      "Siguiente respuesta, mediana",
      "Promesas cumplidas",
      "Resueltos",
    ),
  },
  zh: {
    subject: (days) => `报表，${days}`,
    reports: { sales: "销售", fulfilment: "履约", returns: "退货", service: "客服" },
    stores: "店铺",
    before: "前期",
    none: "–",
    open: "打开",
    notFinal: "部分变更仍在计入：这些数字可能变动。",
    notOver: (stores) => `${stores} 的最后一天尚未结束：这些数字还会增加。`,
    minutes: (count) => `${count} 分钟`,
    figures: name(
      "净销售额",
      "GMV",
      "订单",
      "件数",
      "延迟发货",
      "卖家责任取消",
      "有效追踪",
      "退货率",
      "送达件数",
      "退还的商品款",
      "新工单",
      "人工回复",
      "首次回复，中位数",
      "后续回复，中位数",
      "承诺兑现率",
      "已解决",
    ),
  },
};
