/** Por qué no se puede hacer algo con las existencias o con un almacén: una frase por cada código, junto a las de problems.ts. */
import type { Dictionary } from "../words.ts";

export const stockProblems: Dictionary["stockProblems"] = {
  "warehouse-missing": () => "Este almacén ya no existe. No se ha cambiado nada.",
  "warehouse-name-taken": ({ name }) => `Otro almacén ya se llama «${name}».`,
  "warehouse-changed-meanwhile": () => "Otra persona guardó este almacén mientras usted lo editaba. No se ha guardado nada suyo.",
  "warehouse-not-empty": () => "Aún hay algo allí, está comprometido o se espera. Ajústelo o trasládelo antes.",
  "warehouse-ships": () => "Una tienda aún envía desde allí. Quítelo antes de su lista.",
  "warehouse-archived": () => "Este almacén se ha retirado. No se ha cambiado nada.",
  "warehouse-by-tiktok": () => "TikTok lleva este almacén y cuenta lo que hay en él.",
  "warehouses-full": ({ most }) => `Ya hay ${most} almacenes, y las listas no muestran más.`,
  "fbt-incomplete": () => "La importación necesita una fecha de inicio y un almacén. No se cambió nada.",
  "fbt-too-early": ({ earliest, latest }) =>
    `La importación puede empezar desde ${earliest} hasta ${latest}, en la zona horaria de la tienda. No se cambió nada.`,
  "fbt-too-late": ({ earliest, latest }) =>
    `La importación puede empezar desde ${earliest} hasta ${latest}, en la zona horaria de la tienda. No se cambió nada.`,
  "fbt-warehouse-unknown": () => "Este no es el almacén FBT de esta tienda. No se cambió nada.",
  "fbt-warehouse-exists": ({ name }) => `Una tienda tiene un solo almacén FBT, y esta tiene «${name}».`,
  "sources-twice": () => "Un almacén aparece dos veces en la lista. No se ha cambiado nada.",
  "sources-linked-twice": () => "Dos almacenes representan el mismo de TikTok. No se ha cambiado nada.",
  "sources-fallback": () => "Uno de ellos debe ser donde los pedidos esperan lo que falta. No se ha cambiado nada.",
  "balance-not-managed": () =>
    "Las existencias de esta tienda no se gestionan aquí. Active primero «Administrar pedidos y existencias aquí» en la tarjeta Estado de la tienda.",
  "shop-warehouse-unknown": () => "TikTok no nombra este almacén para la tienda. No se ha cambiado nada.",
  "item-is-kit": () => "Un kit no está en ningún estante: cuente sus componentes.",
  "stock-moved-meanwhile": ({ now, seen }) => `Eran ${seen} cuando empezó y ahora son ${now}. No se ha contado nada; revíselo otra vez.`,
  "stock-not-enough": ({ there }) => `Solo hay ${there}. No se ha cambiado nada.`,
  "adjust-way": () => "Este motivo va en el otro sentido. No se ha cambiado nada.",
  "transfer-same": () => "Ya está allí.",
  "transfer-target": () => "No se puede trasladar nada a ese almacén. No se ha cambiado nada.",
  "transfer-more-than-free": ({ free, onHand }) =>
    `Hay ${onHand}, de los que ${free} no están comprometidos. Traslade más solo si tiene la certeza.`,
  "sheet-warehouse-unknown": ({ warehouse }) => `Ningún almacén propio se llama «${warehouse}».`,
  "sheet-count-wrong": ({ text, most }) => `«${text}» no es un número de 0 a ${most}.`,
  "sheet-count-twice": () => "Otra fila cuenta el mismo artículo en el mismo almacén. No se toma ninguna.",
};
