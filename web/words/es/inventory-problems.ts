/** Why something is not done in the inventory, in Spanish. */
import type { Dictionary } from "../words.ts";

const rights: Record<string, string> = { fulfil: "enviar pedidos", manage: "administrar", read: "leer" };

export const inventoryProblems: Dictionary["inventoryProblems"] = {
  "item-missing": () => "Este artículo ya no está aquí. No se cambió nada.",
  "item-archived": ({ sku }) => `«${sku}» está archivado. Ofrézcalo de nuevo para usarlo.`,
  "item-changed-meanwhile": () => "Otra persona guardó este artículo mientras tanto. No se guardó nada suyo.",
  "item-sku-taken": ({ sku }) => `Otro artículo ya tiene el SKU «${sku}».`,
  "item-cost-wrong": ({ amount, currency }) =>
    `«${amount}» no es un importe en ${currency}. Escríbalo con punto y sin más decimales de los que tiene la moneda.`,
  "item-not-a-kit": () => "Solo un kit tiene componentes.",
  "kit-empty": () => "Un kit necesita al menos un componente.",
  "kit-in-kit": ({ sku }) => `«${sku}» es a su vez un kit. Ponga sus componentes en su lugar.`,
  "qty-too-large": ({ most }) => `Como máximo ${most} de un artículo.`,
  "item-mapped": () => "Una publicación aún lo vende. Quite primero la asignación.",
  "item-in-kits": () => "Es componente de un kit. Quítelo de ahí primero.",
  "item-in-stock": () => "Aún quedan existencias o reservas. Déjelas primero en cero.",
  "right-missing-anywhere": ({ right }) =>
    `No tiene en ninguna tienda el permiso para ${rights[String(right)] ?? right}. Un administrador puede dárselo.`,
  "listing-missing": () => "Esta publicación ya no está, o pertenece a una tienda que no ve.",
  "mapping-missing": () => "Aquí no hay nada que deshacer.",
  "mapping-undo-late": ({ minutes }) => `Esto solo se puede deshacer durante ${minutes} minutos. Asigne la publicación de nuevo.`,
  "mapping-changed-meanwhile": () => "Alguien lo cambió después. Se dejó como está ahora.",
  "sheet-too-large": () => "El archivo es demasiado grande. Divídalo en partes.",
  "sheet-too-long": ({ rows, most }) => `El archivo tiene ${rows} filas; caben ${most} a la vez. Divídalo en partes.`,
  "sheet-column-missing": ({ column }) => `La primera fila debe nombrar las columnas; falta «${column}».`,
  "sheet-store-unknown": ({ store }) => `Ninguna tienda suya se llama «${store}».`,
  "sheet-store-forbidden": ({ store }) => `No puede asignar publicaciones de «${store}».`,
  "sheet-id-rounded": ({ id }) => `La hoja de cálculo redondeó este identificador a ${id}. Importe la columna como texto o use seller_sku.`,
  "sheet-listing-unnamed": () => "La fila no nombra ninguna publicación: indique sku_id, seller_sku o fbt_reference_code.",
  "sheet-listing-unknown": ({ listing, store }) => `«${listing}» no es una publicación de ${store}.`,
  "sheet-listing-twice": ({ count, listing }) => `${count} publicaciones tienen el SKU de vendedor «${listing}». Use sku_id.`,
  "sheet-item-unknown": ({ sku }) => `Ningún artículo tiene el SKU «${sku}».`,
  "sheet-qty-wrong": ({ qty, most }) => `«${qty}» no es una cantidad de 1 a ${most}.`,
  "sheet-part-twice": ({ sku }) => `«${sku}» aparece dos veces en la misma publicación. Sume las cantidades en una fila.`,
  "sheet-parts-many": ({ most }) => `Una publicación tiene como máximo ${most} artículos distintos.`,
  "sheet-other-row": () => "Otra fila de la misma publicación tiene un error, así que no se asigna nada de ella.",
  "fbt-scope-missing": () =>
    "El permiso de esta tienda no incluye los almacenes de TikTok, por eso no se conocen los códigos FBT. Autorícela de nuevo con ese permiso.",
  "fbt-refused": () => "TikTok no quiso listar los artículos FBT de esta tienda. Se vuelve a preguntar cada noche.",
  "fbt-goods-missing": () => "Esta mercancía ya no se compara con nada. La página muestra lo que hay ahora.",
  "fbt-moved-meanwhile": () => "La diferencia ha cambiado entretanto. Revise el número actual y decida después.",
};
