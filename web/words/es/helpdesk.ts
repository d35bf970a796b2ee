/** The report of the desk's own work, in Spanish. */
import type { Dictionary } from "../words.ts";

export const service: Dictionary["insights"]["service"] = {
  speeds: {
    title: "Cuánto se tardó",
    what: "Tiempo hasta",
    rows: { first: "Primera respuesta", next: "Siguiente respuesta", resolved: "Resuelto" },
    count: "Contados",
    median: "Mediana",
    p90: "90 % en",
    openMedian: "Mediana, horario de atención",
    openP90: "90 % en, horario de atención",
    beforeMedian: "Mediana anterior",
    means:
      "Desde el mensaje más antiguo sin responder hasta la primera respuesta de una persona que TikTok aceptó, y desde las primeras palabras hasta «resuelto». Se cuenta por minutos por debajo de una hora, de cinco en cinco minutos por debajo de un día y por horas a partir de ahí. El horario es el del calendario que la tienda tenía entonces; sin calendario, a toda hora.",
  },
  figures: {
    opened: {
      name: "Tickets nuevos",
      means:
        "Tickets cuyo primer mensaje del comprador llegó en estos días. El spam, los correos y lo escrito antes de conectar una tienda no están en ninguna cifra.",
    },
    asked: { name: "Mensajes de compradores", means: "Cada mensaje que un comprador escribió en el chat en estos días." },
    replies: {
      name: "Respuestas de personas",
      means:
        "Respuestas que TikTok aceptó en estos días, desde aquí y desde Seller Center. Lo que escribieron reglas y robots se cuenta aparte.",
    },
    first: {
      name: "Primera respuesta, mediana",
      means:
        "La mitad de las primeras respuestas de estos días no tardó más que esto desde el primer mensaje sin responder. Según el calendario; el horario de atención está más abajo.",
    },
    next: { name: "Siguiente respuesta, mediana", means: "Lo mismo, de cada respuesta posterior a la primera que puso fin a una espera." },
    resolved: {
      name: "Resueltos",
      means: "Tickets resueltos en estos días, por una persona, una regla o el propio Tillside. El que vuelve cuenta cada vez.",
    },
    reopened: { name: "Reabiertos", means: "Tickets reabiertos en estos días, divididos entre los resueltos en ellos." },
    single: {
      name: "Bastó una respuesta",
      means:
        "De los tickets resueltos en estos días, los que tuvieron una sola respuesta de una persona y no se han reabierto desde entonces. Baja cuando uno de ellos vuelve.",
    },
    kept: {
      name: "Promesas cumplidas",
      means:
        "Promesas cumplidas de estos días, divididas entre las cumplidas y las incumplidas. Una cumplida cuenta el día de la respuesta; una incumplida, el día en que vencía.",
    },
    auto: {
      name: "Automáticas",
      means:
        "Lo que escribieron reglas, respuestas automáticas y los robots de TikTok, dividido entre todo lo escrito a compradores en estos días.",
    },
    templated: {
      name: "De plantillas",
      means: "Respuestas de personas en las que figura una frase de una plantilla, divididas entre todas. Las de Seller Center no cuentan.",
    },
  },
  perDay: { opened: "Tickets nuevos", asked: "Mensajes", replies: "Respuestas", resolved: "Resueltos" },
  heat: {
    title: "Cuándo escriben los compradores",
    caption: "Por día de la semana y hora de la tienda",
    shows: "Qué muestra el mapa",
    messages: "Mensajes",
    tickets: "Tickets nuevos",
    weekday: "Día de la semana",
    cell: (day, hour, count) => `${day}, ${hour}: ${count}`,
    empty: "Nadie escribió en estos días.",
    unlisted: "Una hora de muchas semanas no tiene lista propia. El conjunto de estos días sí.",
    openList: "Su lista",
  },
  promises: {
    title: "Promesas",
    what: "Promesa",
    rows: { first: "Primera respuesta", next: "Siguiente respuesta", resolution: "Resolución" },
    kept: "Cumplidas",
    missed: "Incumplidas",
    share: "Cumplidas del total",
    rates: "Lo que TikTok puntúa está en Tasas de respuesta",
  },
  byStore: { title: "Por tienda", store: "Tienda", rate: "Tasa de respuesta de TikTok" },
  agents: {
    title: "Por persona",
    person: "Persona",
    replies: "Respuestas",
    resolved: "Resueltos",
    next: "Siguiente respuesta, mediana",
    reopened: "Volvieron",
    means:
      "Una respuesta es de quien la envió; un ticket que volvió, de quien lo había resuelto. Las reglas y los robots no cuentan como personas.",
    elsewhere: (count) =>
      count === 1
        ? "1 respuesta se escribió en Seller Center: TikTok no dice quién lo hizo."
        : `${count} respuestas se escribieron en Seller Center: TikTok no dice quién lo hizo.`,
    none: "Nadie ha respondido en estos días.",
    gone: "Alguien que ya no está",
  },
  templates: {
    title: "Plantillas",
    template: "Plantilla",
    used: "En respuestas",
    edited: "Modificadas",
    share: "Modificadas del total",
    means:
      "Una plantilla cuenta cuando una frase suya figura en la respuesta. Modificada: la respuesta no es solo la plantilla, palabra por palabra.",
    none: "Ninguna respuesta de estos días salió de una plantilla.",
    gone: "Una plantilla que ya no existe",
  },
  backlog: {
    title: "En espera ahora",
    words: "Tickets de «Por hacer» cuyo comprador espera una respuesta en este momento, sean cuales sean los días elegidos.",
    waiting: (count) => (count === 1 ? "1 ticket espera" : `${count} tickets esperan`),
    ages: (median, oldest) => `La mitad, desde hace ${median} o menos; el más antiguo, desde hace ${oldest}.`,
    none: "Nadie espera.",
    age: "Espera desde hace",
    tickets: "Tickets",
    upTo: (span) => `menos de ${span}`,
    over: (span) => `${span} o más`,
    cut: (most) => `De cada tienda se examinaron ${most}.`,
    open: "Abrir «Por hacer»",
  },
  list: {
    back: "El informe",
    of: {
      opened: "Tickets nuevos",
      asked: "Mensajes de compradores",
      replies: "Respuestas de personas",
      first: "Primeras respuestas",
      next: "Siguientes respuestas",
      auto: "Mensajes automáticos",
      resolved: "Resueltos",
      single: "Resueltos con una respuesta",
      reopened: "Reabiertos",
      templated: "Respuestas de plantillas",
      edited: "Respuestas de plantillas modificadas",
      "kept-first": "Primeras respuestas a tiempo",
      "kept-next": "Siguientes respuestas a tiempo",
      "kept-resolution": "Resueltos a tiempo",
      "missed-first": "Primeras respuestas tardías",
      "missed-next": "Siguientes respuestas tardías",
      "missed-resolution": "Resoluciones tardías",
    },
    by: (person) => `de ${person}`,
    from: (template) => `de «${template}»`,
    cut: (most) => `Se muestran los ${most} más recientes. Menos días o una sola tienda muestran el resto.`,
    none: { title: "Aquí no hay nada", words: "En estos días no hubo ninguno." },
    took: (span) => `tras ${span}`,
    states: { open: "Abierto", snoozed: "Pospuesto", resolved: "Resuelto", spam: "Spam" },
  },
};
