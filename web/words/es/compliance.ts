/** TikTok’s response rate, in Spanish. */
import type { Dictionary } from "../words.ts";

const one = new Intl.NumberFormat("es-419", { minimumFractionDigits: 1, maximumFractionDigits: 1 });

export const compliance: Dictionary["compliance"] = {
  title: "Tasas de respuesta",
  points: "Puntos en riesgo",
  all: "Todas las tiendas",
  words:
    "La tasa de respuesta de TikTok según se puede leer en los chats: cada chat desde el primer mensaje sin responder del comprador hasta la primera respuesta de una persona que cuenta. Los saludos, «un momento» y las respuestas de robots no cuentan. Decide la cifra de Seller Center.",
  none: { title: "No hay tiendas aquí", words: "Cuando pueda ver una tienda, su tasa aparecerá aquí." },
  store: (name) => `Tasa de respuesta de ${name}`,
  rate: (percent) => `${percent} %`,
  noRate: "Aún sin tasa",
  figures: (inTime, decided, days) => `${inTime} de ${decided} chats respondidos a tiempo, últimos ${days} días`,
  rule: (percent, hours) => `Meta ${percent} % en ${hours} h`,
  weekend: "chats de fin de semana hasta el lunes a mediodía",
  between: (worst, best) => `Terminará entre ${worst} % y ${best} %, según lo que pase con los chats abiertos`,
  unknown: "No conocemos la regla de TikTok para este mercado, así que se aplica la más estricta. Un administrador puede corregirla.",
  fine: "No hay nada que salvar",
  save: (count, time, percent) =>
    `Responda ${count === 1 ? "este chat" : `estos ${count}`} antes de ${time} para mantenerse en ${percent} % o más`,
  lost: (percent) => `Ya no se puede mantener ${percent} % en este período; aun así, cada respuesta sube la tasa.`,
  open: (count) => `Chats abiertos (${count})`,
  late: (count) => `Respondidos tarde o nunca (${count})`,
  cut: (count) => `Se muestran los primeros ${count}`,
  saves: "Salva la tasa",
  answered: "respondido",
  never: "sin responder",
  due: "vence",
  editRule: (marketplace) => `Editar la regla de ${marketplace}`,
  theirs: {
    title: (name) => `Lo que TikTok cuenta de ${name}`,
    sources: { tiktok: "TikTok", typed: "Seller Center" },
    none: {
      tiktok: "Aún no se consultó. La cifra de TikTok se lee cada noche.",
      typed: "No se anotó nada. Compare lo que muestra Seller Center con lo que contamos aquí.",
    },
    rate: (percent) => `${one.format(percent)} %`,
    of: (sessions) => ` de ${sessions} ${sessions === 1 ? "chat" : "chats"}`,
    nothing: "Nada que contar",
    ours: (percent, chats, hours) =>
      percent === null ? "no tenemos chats de estos días" : `aquí ${one.format(percent)} % de ${chats}, en ${hours} h`,
    apart: (points) =>
      points === 0 ? "igual" : `${one.format(Math.abs(points))} puntos por ${points > 0 ? "encima" : "debajo"} de TikTok`,
    days: (since, until) => `${since} a ${until}`,
    satisfied: (percent) => `${one.format(percent)} % de satisfacción`,
    fast: (span) => `primera respuesta a los ${span} en promedio`,
    read: (source, when) => `${source === "tiktok" ? "leído" : "anotado"} ${when}`,
    ask: "Consultar a TikTok ahora",
    pulled: (name) => `Se leyó la cifra de TikTok para ${name}`,
    type: "Anotar lo que muestra Seller Center",
    typeHint:
      "La tasa de respuesta como la muestra Seller Center en un día. Junto a ella se guarda lo que contamos de los días anteriores.",
    day: "Día en que se mostró",
    percent: "Tasa de respuesta, en porcentaje",
    save: "Guardar la cifra",
    saved: "La cifra quedó guardada",
    earlier: (count) => `Anteriores (${count})`,
    until: "Hasta",
    source: "Según",
    theirs: "TikTok",
    we: "Aquí",
    difference: "Puntos",
    signed: (points) => `${points > 0 ? "+" : points < 0 ? "−" : ""}${one.format(Math.abs(points))}`,
  },
  form: {
    title: (marketplace) => `Regla de TikTok para ${marketplace}`,
    from: "Vale desde",
    hours: "Plazo de respuesta, en horas",
    target: "Meta, en porcentaje",
    days: "Período, en días",
    weekend: "Los chats que empiezan en fin de semana vencen el lunes a mediodía (solo con todos los chatbots activos)",
    save: "Guardar regla",
    saved: (marketplace) => `Regla de ${marketplace} guardada. Las tasas la siguen desde su día.`,
    hint: "Vale para todas las tiendas del mercado. Las reglas de días anteriores quedan como estaban.",
  },
};
