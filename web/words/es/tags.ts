/** Settings › Tags, in Spanish. */
import type { Dictionary } from "../words.ts";

export const tags: Dictionary["tags"] = {
  title: "Etiquetas",
  words:
    "De qué trata un ticket, en palabras de su equipo. Una etiqueta acota listas y vistas, las reglas pueden ponerla y atenderla, y en SLA y horarios puede tener una promesa propia.",
  add: "Etiqueta nueva",
  whoMakes: "Quién crea etiquetas",
  agentsCreate: "Los agentes pueden crear etiquetas mientras trabajan",
  agentsCreateNo: "Los administradores crean etiquetas; los agentes eligen entre ellas.",
  none: { title: "Aún no hay etiquetas", words: "Cree una aquí o en cualquier ticket con L." },
  archivedTitle: "Archivadas",
  archivedWords: "Ya no se ofrecen. Los tickets que tienen una la conservan.",
  used: (count) => (count === 0 ? "en ningún ticket" : count === 1 ? "en 1 ticket" : `en ${count} tickets`),
  show: (used, name) => `${used}: mostrar los que tienen ${name}`,
  edit: (name) => `Editar ${name}`,
  name: "Nombre",
  colour: "Color",
  colours: {
    slate: "Pizarra",
    rose: "Rosa",
    amber: "Ámbar",
    olive: "Oliva",
    green: "Verde",
    teal: "Turquesa",
    blue: "Azul",
    violet: "Violeta",
  },
  create: "Crear la etiqueta",
  save: "Guardar etiqueta",
  created: (name) => `${name} ya se puede poner en tickets`,
  saved: (name) => `${name} quedó guardada`,
  archive: "Archivar",
  archived: (name) => `${name} ya no se ofrece`,
  restore: "Volver a ofrecer",
  restored: (name) => `${name} se ofrece de nuevo`,
  merge: {
    open: "Fusionar con…",
    title: (name) => `Fusionar ${name}`,
    words: (uses) =>
      `Los tickets, reglas, macros, vistas y promesas que la tienen reciben la otra etiqueta (${uses}). No se puede deshacer.`,
    into: "Con",
    choose: "Elija una etiqueta",
    act: (into) => `Fusionar con ${into}`,
    keep: "Conservar ambas",
    done: (name, into) => `${name} ahora es ${into}. Los tickets la siguen en minutos.`,
  },
};
