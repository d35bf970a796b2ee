/** Inventario › Reparto. */
import type { Dictionary } from "../words.ts";

type Rule = Parameters<Dictionary["balancing"]["rule"]["sentence"]>[0];

const units = (count: number) => (count === 1 ? "1 unidad" : `${count} unidades`);
const kindIn: Record<string, (amount: number | null) => string> = {
  shared: () => "Comparte con las demás",
  percent: (amount) => `Muestra como máximo el ${amount ?? 0} % de lo libre`,
  ringfence: (amount) => `Tiene ${units(amount ?? 0)} ${amount === 1 ? "propia" : "propias"}`,
  fixed: (amount) => `Muestra ${amount ?? 0} mientras haya existencias`,
  stop: () => "No muestra nada",
};
const limits = ({ reserve, max, stopAt, weight }: Rule): string[] => [
  ...(reserve > 0 ? [`reserva ${reserve}`] : []),
  ...(max === null ? [] : [`como máximo ${max}`]),
  ...(stopAt > 0 ? [`nada con ${stopAt} o menos`] : []),
  ...(weight > 1 ? [`cuenta ${weight} veces`] : []),
];
const said = (rule: Rule) => [kindIn[rule.kind]?.(rule.amount) ?? rule.kind, ...limits(rule)].join(", ");

export const balancing: Dictionary["balancing"] = {
  words:
    "Las tiendas que venden las mismas existencias muestran casi todas mientras hay de sobra. Cuando quedan pocas se reparten según lo rápido que vende cada una, para que ninguna unidad se venda dos veces. Solo se escriben números en TikTok para las tiendas activadas aquí.",
  pauseAll: "Pausar todo",
  goOn: "Continuar",
  paused: "El reparto está en pausa. No se escribe nada en TikTok; lo que muestra TikTok queda como está y baja con cada pedido.",
  none: {
    title: "Todavía no se reparte en ninguna tienda",
    words:
      "Un administrador activa las tiendas una por una. Desde entonces se fija aquí lo que TikTok muestra en los almacenes propios de la tienda.",
  },
  dial: {
    title: "Cuánta prudencia",
    names: { careful: "Prudente", balanced: "Equilibrado", keen: "Audaz" },
    says: {
      careful: "Reserva más para lo que pueda venderse antes de que se vea un número nuevo. Se muestra un poco menos.",
      balanced:
        "Lo habitual. En una avalancha simulada en cuatro tiendas no se vendió nada dos veces y se vendieron 98 de cada 100 unidades. No es una promesa.",
      keen: "Muestra lo máximo. En una avalancha puede venderse dos veces alguna unidad.",
    },
  },
  stores: {
    title: "Tiendas",
    isOn: "Con reparto",
    isOff: "Sin reparto: lo que muestra TikTok se fija en otro lugar",
    isPaused: "En pausa",
    begin: "Activar",
    end: "Desactivar",
    pause: "Pausar",
    goOn: "Continuar",
    beginWith: (name) => `Activar en ${name}`,
    endWith: (name) => `Desactivar en ${name}`,
    pauseOne: (name) => `Pausar ${name}`,
    goOnWith: (name) => `Continuar con ${name}`,
    ruleOf: (name) => `Regla de ${name}`,
  },
  rule: {
    title: "Reglas",
    open: "Regla",
    openOf: (level) => `Regla: ${level}`,
    levels: { store: "Tienda", item: "Artículo, en todas las tiendas", listing: "Esta publicación" },
    none: "Sin regla propia",
    holds: "Vigente",
    kind: "Cómo participa",
    kinds: { shared: "Compartido", percent: "Porcentaje", ringfence: "Cuota propia", fixed: "Número fijo", stop: "Detener" },
    says: {
      shared: "Comparte lo libre con las demás tiendas.",
      percent: "No muestra más que una parte de lo libre.",
      ringfence: "Estas unidades son solo suyas; las demás comparten el resto.",
      fixed: "Muestra este número mientras haya tantas para ella.",
      stop: "No muestra nada y lo deja todo a las demás.",
    },
    percent: "Porcentaje",
    units: "Unidades",
    amountHint: "Un número entero",
    reserve: "Reservar",
    reserveHint: "Se resta del número",
    max: "Como máximo",
    maxHint: "Vacío: sin límite",
    stopAt: "Nada al bajar a",
    stopAtHint: "0: vende hasta la última unidad",
    weight: "Peso",
    weightHint: "Cuánto cuenta cuando se reparte lo poco que queda",
    save: "Guardar regla",
    remove: "Quitar regla",
    sentence: said,
    effects: (rule) => (rule.kind === "shared" && limits(rule).length === 0 ? [] : [`Su regla: ${said(rule)}.`]),
  },
  listings: {
    title: "Lo que muestran las publicaciones",
    store: "Tienda",
    listing: "Publicación",
    wanted: "Por mostrar",
    shown: "TikTok muestra",
    onWay: "En camino",
    nothing: "Nada",
    readAt: "Según la última lectura",
    next: (number) => `${number} se envía a continuación`,
    sent: (number) => `${number}, enviado`,
    failed: "No aceptado:",
    explain: (number, name) => `Explicar ${number} de ${name}`,
    more: "Más publicaciones",
    none: {
      title: "Aquí no hay nada que repartir",
      words: "Asigne primero las publicaciones de la tienda a artículos; los kits y lotes cuentan por sus componentes.",
    },
  },
  failures: {
    "no-shop-warehouse": "la tienda no envía desde ningún almacén que TikTok conozca; vincule uno en la página de la tienda",
    "sku-unknown": "TikTok no conoce este SKU",
  },
  number: {
    title: (number, name) => `Por qué ${number}: ${name}`,
    notYet: "Todavía no se ha calculado.",
    pool: ({ item, onHand, promised, pool }) =>
      `${item}: ${onHand} en almacén − ${promised} comprometidos = ${onHand - promised} en los almacenes de esta tienda${pool === onHand - promised ? "." : `, de los que ${pool === 1 ? "cuenta" : "cuentan"} ${pool}.`}`,
    modes: {
      alone: () => "Ninguna otra tienda lo vende, así que puede mostrarse todo.",
      shared: ({ guard, rivals, share }) =>
        guard > 0
          ? `${rivals} publicaciones lo comparten. Reserva de ${guard} para lo que pueda venderse antes de que se vea un número nuevo: ${share}.`
          : `${rivals} publicaciones lo comparten y ahora se vende poco, así que cada una lo muestra todo: ${share}.`,
      divided: ({ rivals, share, perMinute }) =>
        `Queda poco y lo venden ${rivals} publicaciones, así que se reparte según lo rápido que vende cada una. Esta vendió últimamente ${perMinute} por minuto y recibe ${share}.`,
      ringfence: ({ share }) => `Solo para ella: ${units(share)}, que nadie más vende.`,
      stop: () => "Su regla dice detener: no muestra nada y lo deja todo a las demás.",
    },
    pack: ({ qty, item }) => `Una unidad consume ${qty} de ${item}.`,
    result: (number) => `Por eso debe mostrar ${number}.`,
    waiting: (count) => `De ellas, ${count === 1 ? "1 espera" : `${count} esperan`} hasta que las demás muestren menos.`,
    others: "Junto a ella:",
    unread: "Todavía no se ha leído TikTok.",
    shows: (number) => `TikTok muestra ${number}, leído`,
    pushes: "Enviado últimamente",
    noPushes: "Todavía no se ha enviado nada.",
    seenAfter: (seconds) => `visto tras ${seconds} s`,
    lost: (number) => `no visto; TikTok mostraba ${number}`,
    underWay: "aún no visto",
  },
  replay: {
    title: "La última avalancha",
    act: "Simularla de nuevo",
    nothing: "En los últimos 30 días no lo han vendido dos tiendas con reparto.",
    about: ({ units: wanted, stock, stores, sku }) =>
      `Pedidos de ${units(wanted)} de ${sku} en ${stores} tiendas mientras había ${stock}, desde`,
    yours: (count) => `Como fue: ${units(count)} ${count === 1 ? "vendida" : "vendidas"} dos veces`,
    way: (name, count) => `${name}: ${count} en la peor de 20 simulaciones`,
    ways: {
      careful: "Prudente",
      balanced: "Equilibrado",
      keen: "Audaz",
      full: "Toda la cantidad en todas partes",
      buffer: "Margen fijo de 5",
    },
    doubt:
      "Los pedidos que nunca se aceptaron no se conocen, así que esto dice lo que se habría vendido dos veces, no lo que se habría podido vender de más.",
  },
};
