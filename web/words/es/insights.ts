/** Reports, in Spanish. */
import type { Dictionary } from "../words.ts";

export const insights: Dictionary["insights"] = {
  title: "Informes",
  tabs: { sales: "Ventas" },
  period: "Días",
  spans: {
    "7d": "Últimos 7 días",
    "28d": "Últimos 28 días",
    "90d": "Últimos 90 días",
    month: "Este mes",
    "last-month": "El mes pasado",
    "12m": "Últimos 12 meses",
    own: "Días que usted elija",
  },
  from: "Desde",
  to: "Hasta",
  storesChosen: (count) => `${count} tiendas`,
  samples: "Solo muestras",
  against: (days) => `frente a ${days}`,
  zones: "Días como los vive cada tienda:",
  notFinal: "Aún no es definitivo",
  notFinalWhy: "El último día no ha terminado o aún puede llegar lo que vence: estas cifras pueden cambiar.",
  behind: (stores) => `Aún se cuentan cambios de ${stores}. Las cifras vuelven a ser exactas en unos minutos.`,
  none: { title: "No hay tiendas aquí", words: "Cuando pueda ver una tienda, sus cifras estarán aquí." },
  inCurrency: (currency) => `En ${currency}`,
  meansOf: (name) => `Qué cuenta ${name}`,
  listOf: (name, value) => `${name}: ${value}. Abrir los pedidos`,
  before: (value) => `antes: ${value}`,
  points: (points) => `${points} puntos`,
  showTable: "Tabla",
  showChart: "Gráfico",
  notDrawn: "Este navegador no puede dibujar el gráfico. La tabla dice lo mismo.",
  chartShows: "Qué muestra el gráfico",
  chartOf: (title, count, low, high) => `${title}: ${count} valores entre ${low} y ${high}`,
  chartEmpty: (title) => `${title}: aún nada`,
  perDay: (name) => `${name} por día`,
  day: "Día",
  thisPeriod: "Estos días",
  periodBefore: "Días anteriores",
  file: "CSV",
  fileOf: (name) => `Descargar «${name}» como CSV`,
  byStore: "Por tienda y quién envía",
  storeAndShipper: "Tienda",
  byMarketplace: "Por mercado",
  marketplace: "Mercado",
  by: { merchant: "Vendedor", store: "Tienda (FBT)" },
  sales: {
    netBefore: "Ventas netas antes",
    returned: "Devuelto",
    figures: {
      net: {
        name: "Ventas netas",
        means:
          "Por cuánto se vendieron, tras su propio descuento, las unidades de pedidos pagados en estos días, sin las canceladas, menos la parte de los artículos en los reembolsos que TikTok pagó en estos días. Lo que TikTok rebaja lo paga TikTok y no se descuenta. Sin impuestos, envío ni regalos.",
      },
      gmv: {
        name: "GMV",
        means:
          "Precio de lista (lo pagado más ambos descuentos) de todas las unidades de pedidos pagados en estos días, también las canceladas después. Sin impuestos, envío ni regalos.",
      },
      orders: {
        name: "Pedidos",
        means: "Pedidos pagados en estos días, también los cancelados después. Los no pagados no están en ninguna cifra.",
      },
      units: {
        name: "Unidades",
        means: "Unidades de pedidos pagados en estos días, también las canceladas. Los regalos se cuentan aparte.",
      },
      average: {
        name: "Valor medio",
        means: "Ventas netas entre los pedidos pagados en estos días que no están cancelados por completo.",
      },
      refunds: {
        name: "Artículos reembolsados",
        means:
          "La parte de los artículos en los reembolsos por devoluciones, por el día en que TikTok los cerró, sea cual sea el día del pago. El envío y los impuestos devueltos están en Devoluciones.",
      },
      cancelled: {
        name: "Unidades canceladas",
        means: "Unidades canceladas entre todas las unidades de los pedidos pagados en estos días.",
      },
      platform: {
        name: "Pagado por TikTok",
        means: "Descuentos propios de TikTok en unidades no canceladas. Forman parte de las ventas netas, porque los paga TikTok.",
      },
      shipping: {
        name: "Envío pagado",
        means: "Lo que los compradores pagaron por el envío en pedidos no cancelados por completo. En ninguna otra cifra.",
      },
      tax: { name: "Impuestos", means: "Impuestos de pedidos no cancelados por completo, según TikTok. En ninguna otra cifra." },
      gifts: { name: "Regalos", means: "Unidades gratuitas en pedidos pagados en estos días." },
    },
  },
};
