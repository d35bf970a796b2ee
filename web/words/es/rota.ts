/** Settings, Teams: who works together, whose turn it is; and being here or away, in Spanish. */
import type { Dictionary } from "../words.ts";

export const rota: Dictionary["rota"] = {
  title: "Equipos",
  words:
    "Un ticket puede estar con un equipo igual que con una persona. Estar en un equipo no deja ver más a nadie: eso se decide en Personas, tienda por tienda.",
  fresh: "Equipo nuevo",
  none: "Aún no hay equipos. Cree uno para quienes responden los mismos tickets y después dele los tickets nuevos de una tienda en la página de esa tienda.",
  edit: (name) => `Editar ${name}`,
  noMembers: "No tiene a nadie",
  everyStore: "Todas las tiendas, también las futuras",
  form: {
    name: "Nombre",
    members: "Quiénes lo forman",
    membersHint: "Reciben sus tickets por turno mientras están presentes, tienen cupo y pueden responder en la tienda.",
    stores: "Trabaja para",
    someStores: "Algunas tiendas",
    create: "Crear el equipo",
    save: "Guardar el equipo",
    saved: (name) => `Equipo ${name} guardado`,
    drop: "Eliminar el equipo",
    dropped: (name) => `El equipo ${name} ya no existe`,
  },
  drop: {
    title: (name) => `¿Eliminar el equipo ${name}?`,
    words:
      "Los tickets que están con él conservan su nombre, y quienes los tienen se los quedan. Las tiendas que le daban sus tickets nuevos no se los dan a nadie.",
    keep: "Conservar el equipo",
  },
  desk: {
    title: "Turnos",
    cap: "Tickets por hacer que una persona recibe como máximo",
    capHint: "Contados en todas las tiendas. Vacío: cuantos lleguen. Lo que alguien toma por sí mismo nunca se rechaza.",
    handBack: "Quien se ausenta",
    handBackHint: "Tickets por hacer, salvo que la persona haya elegido otra cosa en Mis preferencias.",
    replyTakes: "Quien responde un ticket que nadie tiene lo toma",
    save: "Guardar cómo se reparten los turnos",
    saved: "Quedó guardado cómo se reparten los turnos",
  },
  ways: {
    team: "los da al siguiente de su equipo",
    nobody: "los deja para cualquiera",
    keep: "los conserva",
  },
  people: {
    title: "En el trabajo",
    here: "Presente",
    away: "Ausente",
    open: (count) => `${count} por hacer`,
    cap: (name) => `Tickets que ${name} recibe como máximo`,
    most: "como máximo",
    saved: (name, cap) => (cap === null ? `${name} recibe cuantos permita Tillside` : `${name} recibe ${cap} como máximo`),
  },
  atWork: {
    title: "En el trabajo",
    here: "Presente",
    away: "Ausente",
    load: (open, cap) => (cap === null ? `${open} por hacer` : `${open} de ${cap} por hacer`),
    after: {
      team: "sus tickets pasan al siguiente de su equipo",
      nobody: "sus tickets quedan para cualquiera",
      keep: "usted conserva sus tickets",
    },
    handing: (done, total) => `Devolviendo ${done} de ${total}`,
    nowHere: "Está presente. Vuelve a recibir tickets por turno.",
    nowAway: {
      team: "Está ausente. Sus tickets por hacer pasan al siguiente de su equipo.",
      nobody: "Está ausente. Sus tickets por hacer quedan para cualquiera.",
      keep: "Está ausente. Conserva sus tickets y no recibe nuevos.",
    },
  },
};
