/** The few words a placeholder itself says to a buyer, in the buyer's language; English where we have no other. They are part of a reply, not
 *  of a page. */
import type { Stage } from "../orders/stage.ts";

interface BuyerWords {
  yes: string;
  no: string;
  stages: Record<Stage, string>;
  parcels: Record<string, string>;
}

const en: BuyerWords = {
  yes: "yes",
  no: "no",
  stages: {
    unpaid: "waiting for payment",
    on_hold: "confirmed",
    in_review: "being checked",
    held: "on hold",
    ready_to_ship: "being prepared",
    partially_shipped: "partly shipped",
    shipped: "on its way",
    delivered: "delivered",
    completed: "completed",
    cancelled: "cancelled",
  },
  parcels: { PROCESSING: "being prepared", FULFILLING: "on its way", COMPLETED: "delivered", CANCELLED: "cancelled" },
};

const de: BuyerWords = {
  yes: "ja",
  no: "nein",
  stages: {
    unpaid: "noch nicht bezahlt",
    on_hold: "bestätigt",
    in_review: "in Prüfung",
    held: "angehalten",
    ready_to_ship: "in Vorbereitung",
    partially_shipped: "teilweise versandt",
    shipped: "unterwegs",
    delivered: "zugestellt",
    completed: "abgeschlossen",
    cancelled: "storniert",
  },
  parcels: { PROCESSING: "in Vorbereitung", FULFILLING: "unterwegs", COMPLETED: "zugestellt", CANCELLED: "storniert" },
};

const es: BuyerWords = {
  yes: "sí",
  no: "no",
  stages: {
    unpaid: "pendiente de pago",
    on_hold: "confirmado",
    in_review: "en revisión",
    held: "retenido",
    ready_to_ship: "en preparación",
    partially_shipped: "enviado en parte",
    shipped: "en camino",
    delivered: "entregado",
    completed: "completado",
    cancelled: "cancelado",
  },
  parcels: { PROCESSING: "en preparación", FULFILLING: "en camino", COMPLETED: "entregado", CANCELLED: "cancelado" },
};

const zh: BuyerWords = {
  yes: "是",
  no: "否",
  stages: {
    unpaid: "待付款",
    on_hold: "已确认",
    in_review: "审核中",
    held: "已暂停",
    ready_to_ship: "备货中",
    partially_shipped: "部分已发货",
    shipped: "运输中",
    delivered: "已送达",
    completed: "已完成",
    cancelled: "已取消",
  },
  parcels: { PROCESSING: "备货中", FULFILLING: "运输中", COMPLETED: "已送达", CANCELLED: "已取消" },
};

const spoken: Record<string, BuyerWords> = { en, de, es, zh };

export const buyerWords = (language: string): BuyerWords => spoken[language.split("-")[0]?.toLowerCase() ?? ""] ?? en;
