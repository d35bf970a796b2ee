/** Tags and priorities on tickets, and buyers nobody listens to, in Spanish. */
import type { Dictionary } from "../words.ts";

export const labels: Dictionary["labels"] = {
  priority: "Prioridad",
  priorities: { urgent: "Urgente", high: "Alta", normal: "Normal", low: "Baja" },
  setPriority: (name) => `Prioridad: ${name}`,
  tag: "Etiqueta",
  tags: "Etiquetas",
  addTag: "Etiqueta",
  more: (count) => `+${count}`,
  moreTags: (names) => `También con la etiqueta ${names}`,
  archived: "ya no se ofrece",
  picker: {
    title: (number) => `Etiquetas de #${number}`,
    search: "Buscar una etiqueta",
    list: "Etiquetas",
    hint: "Enter pone o quita una etiqueta. Esc cierra.",
    none: "Aún no hay etiquetas",
    noneWords: "Escriba un nombre para crear la primera.",
    noneFound: (text) => `Ninguna etiqueta se llama «${text}»`,
    create: (name) => `Crear la etiqueta «${name}»`,
    done: "Listo",
  },
  block: {
    open: "Bloquear al comprador",
    title: (buyer) => `¿Bloquear a ${buyer}?`,
    words:
      "Lo que escriba desde ahora se guarda como spam: sin reloj, sin avisos, pero visible en la búsqueda. Sus tickets abiertos en esta tienda pasan a spam. A TikTok no se le dice nada.",
    reason: "Por qué",
    reasonHint: "Su equipo lo lee en el ticket y en los ajustes de la tienda.",
    act: "Bloquear al comprador",
    keep: "Seguir atendiendo",
    done: (buyer) => `${buyer}: bloqueado`,
    blocked: (by, reason) => `${by} bloqueó a este comprador: ${reason}`,
    somebody: "Alguien",
    unblock: "Desbloquear",
    unblocked: (buyer) => `${buyer}: atendido de nuevo`,
  },
  blockedCard: {
    title: "Compradores bloqueados",
    words: "Lo que escriben se guarda como spam y no inicia ningún reloj.",
    none: "Aquí no hay nadie bloqueado.",
    by: (by) => `por ${by}`,
    more: "Mostrar más",
    unblock: (name) => `Desbloquear a ${name}`,
  },
};
