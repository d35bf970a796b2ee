/** Choosing a card for a reply, in Spanish. */
import type { Dictionary } from "../words.ts";

export const cards: Dictionary["cards"] = {
  title: "Mostrar una tarjeta",
  search: "Número de pedido, artículo, nombre del producto o SKU, o el id de un cupón",
  hint: "Una tarjeta se envía como mensaje propio, antes del texto.",
  list: "Tarjetas",
  waiting: "Buscando productos",
  none: "Ninguna tarjeta con esta palabra.",
  noneHint: "Un cupón se envía por su id: cópielo de Seller Center, Marketing. TikTok no da una lista.",
  groups: { linked: "Pedidos de este ticket", others: "Otros pedidos de este comprador", products: "Productos", coupon: "Cupón" },
  kinds: {
    ORDER_CARD: "Pedido",
    LOGISTICS_CARD: "Seguimiento",
    RETURN_REFUND_CARD: "Devolución o reembolso",
    PRODUCT_CARD: "Producto",
    COUPON_CARD: "Cupón",
  },
  noPackage: "Seguimiento del paquete",
  couponById: (id) => `Cupón ${id}`,
  couponHint: "TikTok dice si existe cuando se envía.",
};
