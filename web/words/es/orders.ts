/** The list of orders, in Spanish. */
import type { Dictionary } from "../words.ts";

export const orders: Dictionary["orders"] = {
  title: "Pedidos",
  all: "Todos los pedidos",
  fbt: "Enviados por TikTok",
  printRuns: "Tandas de impresión",
  views: "Elegir una vista",
  stage: "Etapa",
  allStages: "Todas",
  search: "Buscar pedidos",
  searchHint: "Pedido, seguimiento, SKU, título o comprador",
  results: (text) => `Pedidos con «${text}»`,
  found: (count, more) => (more ? `los ${count} más recientes` : count),
  searchEverywhere: "La búsqueda recorre todas las etapas; los demás filtros no se aplican.",
  list: "Pedidos",
  sortTime: "Más recientes primero. Horas en la zona de cada tienda",
  sortDue: "Plazo más próximo primero. Horas en la zona de cada tienda",
  fresh: (count) => (count === 1 ? "1 nuevo" : `${count} nuevos`),

  noBuyer: "No indicado",
  label: (time) => `Etiqueta, ${time}`,
  scan: (time) => `Escaneo, ${time}`,
  none: "–",

  filter: {
    open: "Filtrar",
    clear: "Quitar todos",
    remove: (name) => `Quitar el filtro ${name}`,
    store: "Tienda",
    stage: "Etapa",
    status: "Estado en TikTok",
    by: "Lo envía",
    placed: "Realizado",
    from: "Realizado desde",
    to: "Realizado hasta",
    due: "Plazo",
    any: "Cualquiera",
    since: (day) => `desde ${day}`,
    until: (day) => `hasta ${day}`,
    between: (from, to) => `${from} a ${to}`,
  },

  nothing: { title: "Aquí no hay pedidos", words: "Los pedidos nuevos llegan por sí solos, en segundos." },
  noStore: {
    title: "Aún ninguna tienda trae pedidos",
    words: "Conecte una tienda de TikTok: sus pedidos de los últimos tres meses llegan en minutos; después, cada uno nuevo por sí solo.",
    ask: "Aún no tiene acceso a ninguna tienda. Un administrador puede dárselo en Ajustes, Personas.",
    act: "Abrir la App Store",
  },
  nothingFits: { title: "Ningún pedido cumple estos filtros", act: "Quitar todos los filtros" },
  notFound: {
    title: (text) => `Ningún pedido contiene «${text}»`,
    words:
      "Cada palabra debe aparecer: número de pedido, de seguimiento, SKU, título o nombre del comprador. La última palabra puede quedar incompleta.",
  },
  leavesOutArchived:
    "Los pedidos archivados no están aquí: sus unidades y paquetes están en el archivo. Los encuentran palabras, números y fechas.",
  stopped: {
    sinceDay: (day, rows) => `Se buscó hasta el ${day}; coincidencias: ${rows}.`,
    byStage: (rows) => `Se revisaron los primeros cientos de pedidos de esta etapa; coincidencias: ${rows}.`,
    act: "Buscar más allá",
  },
};
