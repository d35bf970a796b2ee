/** Reports, in Spanish. */
import type { Dictionary } from "../words.ts";
import { bulletins } from "./bulletins.ts";
import { service } from "./helpdesk.ts";

export const insights: Dictionary["insights"] = {
  title: "Informes",
  tabs: {
    sales: "Ventas",
    fulfilment: "Envíos",
    returns: "Devoluciones",
    cover: "Cobertura",
    service: "Atención",
    gaps: "Faltantes",
    mail: "Por correo",
  },
  bulletins,
  service,
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
  zones: "Días según la hora de cada tienda:",
  notFinal: "Aún no es definitivo",
  notFinalWhy: "El último día no ha terminado o aún puede llegar lo que vence: estas cifras pueden cambiar.",
  behind: (stores) => `Aún se cuentan cambios de ${stores}. Las cifras vuelven a ser exactas en unos minutos.`,
  none: { title: "No hay tiendas aquí", words: "Cuando pueda ver una tienda, sus cifras estarán aquí." },
  inCurrency: (currency) => `En ${currency}`,
  meansOf: (name) => `Qué cuenta ${name}`,
  listOf: (name, value) => `${name}: ${value}. Abrir los pedidos`,
  ticketsOf: (name, value) => `${name}: ${value}. Abrir los tickets`,
  noList: "Se compone de dos números que abren cada uno su lista.",
  noListZones: "Las tiendas de distintas zonas horarias tienen días propios: el número de cada tienda, más abajo, abre su lista.",
  before: (value) => `antes: ${value}`,
  points: (points) => `${points} puntos`,
  showTable: "Tabla",
  showChart: "Gráfico",
  notDrawn: "Este navegador no puede dibujar el gráfico. La tabla dice lo mismo.",
  chartShows: "Qué muestra el gráfico",
  chartOf: (title, count, low, high) => `${title}: ${count} valores entre ${low} y ${high}`,
  chartEmpty: (title) => `${title}: aún nada`,
  perDay: (name) => `${name} por día`,
  perWeek: (name) => `${name} por semana`,
  day: "Día",
  week: "Semana",
  thisPeriod: "Estos días",
  periodBefore: "Días anteriores",
  file: "CSV",
  fileOf: (name) => `Descargar «${name}» como CSV`,
  byStore: "Por tienda y quién envía",
  storeAndShipper: "Tienda",
  byMarketplace: "Por mercado",
  marketplace: "Mercado",
  by: { merchant: "Vendedor", store: "Tienda (FBT)" },
  byMeans:
    "Tienda (FBT) cuenta todo lo que TikTok envió desde sus propios almacenes, como lo cuenta TikTok: importado aquí o no, y también lo anterior a la fecha de inicio. Las existencias y las listas de trabajo solo tienen pedidos importados.",
  byStoreOnly: "Por tienda",
  sku: "SKU",
  unmapped: "sin asignar",
  limitMost: (percent) => `Límite de TikTok: como máximo ${percent} %`,
  limitLeast: (percent) => `Límite de TikTok: al menos ${percent} %`,
  cover: {
    title: "Cuánto duran las existencias",
    means:
      "Piezas libres (en almacén, sin reservar) divididas entre lo vendido en un día promedio de los últimos 28 días cerrados: unidades de pedidos pagados sin cancelar, con muestras y sin regalos. Los días sin existencias también cuentan. Los almacenes propios son un solo conjunto; en TikTok cada tienda tiene el suyo, y allí está libre lo que dice TikTok. Los kits se desglosan. Lo vendido son unidades de las tiendas elegidas aquí.",
    item: "Artículo",
    free: "Libre",
    units: "Vendido en 28 días",
    perDay: "Por día",
    cover: "Dura, días",
    noSales: "Sin ventas",
    usedUp: "agotado",
    untold: "sin dato",
    ends: "Hasta",
    ours: "Almacenes propios",
    atTikTok: (store) => `Almacén de TikTok de ${store}`,
    shelf: (warehouse, free) => `${warehouse} ${free}`,
    inKit: "vendido en parte en kits, por eso ninguna lista muestra justo esos pedidos",
    view: "Qué artículos",
    views: { selling: "Con ventas", idle: "Sin ventas en 28 días" },
    none: {
      selling: {
        title: "No se vendió ningún artículo",
        words: "Cuando las publicaciones estén asignadas a artículos y se vendan, aquí se verá cuánto dura cada uno.",
      },
      idle: { title: "Ningún artículo está sin ventas", words: "Todo artículo libre se vendió en estos días." },
    },
    act: "Abrir publicaciones",
  },
  sold: {
    way: "Vendido por",
    ways: { sku: "SKU", item: "Artículo" },
    title: { sku: "Por SKU", item: "Por artículo" },
    itemMeans:
      "Piezas de cada artículo según la asignación actual de las publicaciones: unidades vendidas por las piezas de cada una. Un kit sigue siendo un kit y no se desglosa. El importe de una publicación con varios artículos se reparte por piezas.",
    kit: "Kit",
    noItem: "Sin artículo",
    noItemWhy: "Publicaciones sin asignar o ignoradas",
    more: "Mostrar más",
    shownOf: (shown, many) => `${shown} de ${many}`,
  },
  fulfilment: {
    carriers: "Tiempo de entrega por transportista",
    carrier: "Transportista",
    noCarrier: "Sin transportista",
    delivered: "Pedidos entregados",
    figures: {
      ship: {
        name: "Enviado a tiempo",
        means:
          "Pedidos del vendedor de los que todas las unidades salieron antes del límite de envío de TikTok, entre todos los que tenían su límite en uno de estos días ya pasados, sin los cancelados antes por completo. Sin muestras.",
      },
      late: {
        name: "Envío tardío",
        means:
          "Pedidos del vendedor cuya última unidad salió después del límite de TikTok, entre todos los pedidos del vendedor cuya última unidad salió en estos días. Deciden las horas de TikTok; sin muestras.",
      },
      fault: {
        name: "Cancelaciones por culpa propia",
        means:
          "Pedidos del vendedor realizados en estos días de los que algo se canceló por culpa propia (sin existencias, precio, dirección inalcanzable o el reloj de TikTok por retraso), entre todos los realizados en ellos. Sin muestras.",
      },
      tracking: {
        name: "Seguimiento válido",
        means:
          "Paquetes que usted envió en estos días con su propio transportista y que este escaneó al menos una vez, entre todos esos paquetes. Sin los de etiquetas de TikTok.",
      },
      collect: {
        name: "Recogido a tiempo",
        means:
          "Pedidos del vendedor escaneados por el transportista antes del límite de recogida de TikTok, entre todos los que lo tenían en uno de estos días ya pasados.",
      },
      deliver: {
        name: "Entregado a tiempo",
        means:
          "Pedidos entregados antes del límite de entrega de TikTok, entre todos los que lo tenían en uno de estos días ya pasados, FBT incluido.",
      },
      buyer: {
        name: "Cancelado por compradores",
        means: "Unidades canceladas por compradores entre todas las unidades de pedidos pagados en estos días.",
      },
      seller: {
        name: "Cancelado por usted",
        means: "Unidades canceladas por usted entre todas las unidades de pedidos pagados en estos días.",
      },
      tiktok: {
        name: "Cancelado por TikTok",
        means: "Unidades canceladas por el reloj o el personal de TikTok entre todas las unidades de pedidos pagados en estos días.",
      },
      median: {
        name: "Tiempo de entrega, mediana",
        means: "La mitad de los pedidos entregados en estos días tardó menos del pago a la entrega. En pasos de seis horas.",
      },
      p90: {
        name: "Tiempo de entrega, 90 %",
        means: "Nueve de cada diez pedidos entregados en estos días tardaron menos. En pasos de seis horas.",
      },
    },
  },
  returns: {
    cohorts: "Tasa de devolución por mes de entrega",
    month: "Mes",
    figures: {
      rate: {
        name: "Tasa de devolución",
        means:
          "Unidades entregadas en estos días para las que después se abrió una devolución, entre todas las entregadas en estos días. Por el día de entrega, para que no baje por vender más; aún sube mientras los compradores puedan devolver.",
      },
      delivered: { name: "Unidades entregadas", means: "Unidades de pedidos entregados en estos días, sin regalos." },
      returned: {
        name: "Unidades devueltas",
        means: "De las unidades entregadas en estos días, aquellas con una devolución abierta después, sea cual sea su final.",
      },
      refunds: { name: "Reembolsos", means: "Devoluciones que TikTok cerró en estos días pagando dinero." },
      refund_goods: {
        name: "Artículos reembolsados",
        means: "La parte de los artículos en reembolsos de devoluciones cerradas en estos días.",
      },
      refund_shipping: { name: "Envío reembolsado", means: "La parte del envío en reembolsos de devoluciones cerradas en estos días." },
      refund_tax: { name: "Impuestos reembolsados", means: "La parte de impuestos en reembolsos de devoluciones cerradas en estos días." },
      refund_kept: {
        name: "Reembolsado, sin devolución",
        means:
          "Reembolsos cerrados en estos días por los que nada vuelve: sin devolución, o el comprador se queda los artículos. Forma parte de las sumas anteriores.",
      },
      refund_cancelled: {
        name: "Reembolsado por cancelación",
        means:
          "Lo que recibieron los compradores por pedidos pagados y cancelados en estos días: artículos, envío e impuestos. Nunca estuvo en las ventas netas.",
      },
    },
  },
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
        name: "Valor medio por pedido",
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
