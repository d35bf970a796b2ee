/** Lo próximo que cuesta puntos: in Spanish. */
import type { Dictionary } from "../words.ts";

export const points: Dictionary["points"] = {
  title: "Lo próximo que cuesta puntos",
  short: "Puntos en riesgo",
  words:
    "Cada momento desde el que TikTok cuenta algo contra una tienda, de todas las tiendas, primero lo más próximo: chats, paquetes por enviar y por escanear, y lo que piden los compradores.",
  rates: "Tasas de respuesta",
  when: { next: "Por venir", late: "Vencidos" },
  whenLabel: "Cuándo",
  all: "Todo",
  kinds: {
    chat: "Chats",
    dispatch: "Por enviar",
    collection: "Escaneo del transportista",
    cancellation: "Cancelaciones pedidas",
    return: "Devoluciones",
  },
  kind: { chat: "Chat", dispatch: "Envío", collection: "Escaneo", cancellation: "Cancelación pedida", return: "Devolución" },
  most: (count) => `${count}+`,
  none: {
    next: { title: "Nada está por vencer", words: "Ningún chat, paquete ni solicitud espera a nadie." },
    late: { title: "Nada ha vencido", words: "Todo lo que podía costar puntos se hizo a tiempo." },
  },
  list: "Plazos",
  more: "Mostrar más",
  order: (id) => `Pedido ${id}`,
  todo: {
    reply: "Responder",
    ship: "Enviar",
    review: "Resolver la revisión",
    release: "Liberar",
    wait: "Esperar a que TikTok lo libere",
    "hand-over": "Hacer que lo escaneen",
    answer: "Contestar",
  },
  costs: {
    response: (percent, hours) => `Tasa de respuesta: ${percent} % en ${hours} h`,
    lateDispatch: (percent) => `Tasa de envío tardío: máximo ${percent} %`,
    lateCollection: "Recogida tardía; TikTok cancela después",
    granted: "Sin respuesta se acepta",
    grantedFor: (amount) => `Sin respuesta se acepta: reembolso de ${amount}`,
  },
};
