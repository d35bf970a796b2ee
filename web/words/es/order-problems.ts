/** Por qué no se puede hacer algo con un pedido o una unidad: una frase por cada código, junto a las de problems.ts. */
import type { Dictionary } from "../words.ts";

export const orderProblems: Dictionary["orderProblems"] = {
  "order-unpaid": () => "El comprador aún no ha pagado.",
  "order-on-hold": () => "TikTok retiene el pedido durante la primera hora del comprador. Hasta entonces no se puede empaquetar nada.",
  "order-not-shipped": () => "Todavía no se ha enviado nada.",
  "order-partly-shipped": () => "Una parte ya se ha enviado. Elija unidades sueltas.",
  "order-shipped": () => "Ya se ha enviado.",
  "order-cancelled": () => "Se ha cancelado.",
  "order-by-tiktok": () => "Este pedido lo envía el almacén de TikTok. Aquí no hay nada que hacer.",
  "order-status-unknown": ({ status }) => `TikTok lo llama «${status}», una palabra que no conocemos. Mírelo en Seller Center.`,
  "order-cancel-asked": () => "El comprador ha pedido cancelar. Responda primero a eso.",
  "order-cancelling": () => "Su cancelación está en TikTok y aún no tiene respuesta.",
  "order-no-request": () => "El comprador no ha pedido cancelar.",
  "order-one-unit": () => "Solo queda una unidad.",
  "order-part-market": ({ marketplace }) =>
    `TikTok solo permite cancelar una parte de un pedido en EE. UU. y el Reino Unido, no en ${marketplace}. Cancélelo entero.`,
  "order-held": () => "Ya está retenido.",
  "order-not-held": () => "Nadie lo retiene.",
  "stock-elsewhere": () =>
    "Las existencias de esta tienda no se gestionan aquí. Un administrador puede cambiarlo en la página de la tienda.",
  "line-pending": () => "TikTok aún no ha liberado esta unidad.",
  "line-cancelling": () => "Su cancelación está en TikTok y aún no tiene respuesta.",
  "line-shipped": () => "Esta unidad ya se ha enviado.",
  "line-cancelled": () => "Esta unidad se ha cancelado.",
};
