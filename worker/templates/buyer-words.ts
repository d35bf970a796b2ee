/** The few words a placeholder itself says to a buyer, in the buyer's language; English where we have no other. They are part of a reply, not
 *  of a page. */
import type { Stand } from "../aftersales/known.ts";
import type { Stage } from "../orders/stage.ts";

interface BuyerWords {
  yes: string;
  no: string;
  stages: Record<Stage, string>;
  parcels: Record<string, string>;
  stands: Record<Stand, string>;
  payers: Record<"seller" | "platform" | "buyer", string>;
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
  stands: {
    asked: "asked for, the shop has not answered yet",
    offered: "the shop has made an offer and waits for the buyer's answer",
    "to-send": "granted, the goods are to be sent back",
    "under-way": "the goods are on their way back",
    granted: "granted",
    done: "done, the money is paid back",
    replaced: "done, a replacement was sent",
    refused: "refused",
    withdrawn: "withdrawn",
  },
  payers: { seller: "the shop", platform: "TikTok", buyer: "the buyer" },
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
  stands: {
    asked: "beantragt, der Shop hat noch nicht geantwortet",
    offered: "der Shop hat ein Angebot gemacht und wartet auf Antwort",
    "to-send": "genehmigt, die Ware ist zurückzusenden",
    "under-way": "die Ware ist auf dem Rückweg",
    granted: "genehmigt",
    done: "erledigt, das Geld ist erstattet",
    replaced: "erledigt, Ersatz ist verschickt",
    refused: "abgelehnt",
    withdrawn: "zurückgezogen",
  },
  payers: { seller: "der Shop", platform: "TikTok", buyer: "der Käufer" },
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
  stands: {
    asked: "solicitada, la tienda aún no ha respondido",
    offered: "la tienda ha hecho una oferta y espera respuesta",
    "to-send": "aceptada, falta enviar el artículo de vuelta",
    "under-way": "el artículo está en camino de vuelta",
    granted: "aceptada",
    done: "terminada, el dinero se ha reembolsado",
    replaced: "terminada, se ha enviado un reemplazo",
    refused: "rechazada",
    withdrawn: "retirada",
  },
  payers: { seller: "la tienda", platform: "TikTok", buyer: "el comprador" },
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
  stands: {
    asked: "已申请，店铺尚未答复",
    offered: "店铺已提出方案，等待买家答复",
    "to-send": "已同意，等待寄回商品",
    "under-way": "商品正在寄回途中",
    granted: "已同意",
    done: "已完成，款项已退回",
    replaced: "已完成，换货已寄出",
    refused: "已拒绝",
    withdrawn: "已撤回",
  },
  payers: { seller: "店铺", platform: "TikTok", buyer: "买家" },
};

const spoken: Record<string, BuyerWords> = { en, de, es, zh };

export const buyerWords = (language: string): BuyerWords => spoken[language.split("-")[0]?.toLowerCase() ?? ""] ?? en;
