/** Copias de seguridad: clave de recuperación, calendario, lista y restauración. */
import type { Facts } from "../../api.ts";

const problems: Record<string, (facts: Facts) => string> = {
  "recovery-key-missing": () => "Cree antes una clave de recuperación: sin ella nadie podría leer nunca la copia.",
  "backup-under-way": () => "Se está creando una copia. Espere a que termine o deténgala.",
  "backup-missing": () => "Esta copia ya no existe.",
  "bulk-not-now": () => "Esta copia no está completa.",
  "restore-not-empty": () => "Esta instalación está en uso. Una copia solo se restaura en una vacía. No se ha cambiado nada.",
  "restore-not-begun": () => "Aquí se está restaurando otra copia, o esta ya se restauró. No se ha cambiado nada.",
  "restore-schema-older": ({ schema, own }) =>
    `Esta copia es de una versión anterior (${schema}; esta instalación está en ${own}). Despliegue aquella versión en una cuenta vacía, restaure allí y despliegue después la más nueva, que adapta los datos. No se ha cambiado nada.`,
  "restore-schema-newer": ({ schema, own }) =>
    `Esta copia es de una versión más nueva (${schema}; esta instalación está en ${own}). Despliegue antes aquella versión. No se ha cambiado nada.`,
  "restore-unknown-table": ({ table }) => `Tillside no conoce la tabla ${table} de esta copia.`,
  "restore-rows-missing": ({ table }) => `No han llegado todas las filas de ${table}. Ejecute la restauración otra vez.`,
};

export const backups = {
  title: "Copias de seguridad",
  words:
    "Todo lo que guarda Tillside en un solo archivo cifrado: pedidos, tickets, notas, archivos, existencias, ajustes y personas. Nadie puede leerlo sin la clave de recuperación, ni siquiera Tillside.",
  key: {
    title: "Clave de recuperación",
    none: "Una copia contiene datos de sus compradores, así que se cifra con una clave que solo usted guarda. Créela una vez, anótela y guárdela aparte de las copias.",
    made: "Creada",
    words: "Las copias se cifran con ella. Si se pierde, cree otra: las copias anteriores siguen necesitando la clave anterior.",
    make: "Crear una clave de recuperación",
    again: "Crear otra clave",
    shown:
      "Solo se muestra ahora y no se guarda en ninguna parte. Anótela o póngala en su gestor de contraseñas antes de salir de esta página.",
    label: "Clave de recuperación",
    kept: "La he guardado",
  },
  schedule: {
    title: "Automáticas",
    weekly: "Hacer una copia cada semana, de noche",
    kept: "Cuántas se guardan",
    keptHint: "Las más antiguas se borran de noche.",
    next: "La próxima",
    saved: "Guardado.",
  },
  list: {
    title: "Hechas hasta ahora",
    begin: "Hacer una copia ahora",
    none: "Todavía no se ha hecho ninguna copia.",
    byClock: "automática",
    holds: (rows: string, rooms: string, files: string) => `Filas: ${rows}, salas: ${rooms}, archivos: ${files}`,
    earlierKey: "necesita una clave de recuperación anterior",
    states: { writing: "Creándose", done: "Lista", stopped: "Detenida", failed: "Fallida", forgotten: "Borrada" },
    stop: "Detener",
    open: "Descargar",
  },
  how: {
    title: "Cómo se recupera una instalación",
    steps: [
      "Despliegue la misma versión en una cuenta vacía con las mismas SEAL_KEYS. Con otras claves vuelve todo menos el consentimiento de sus tiendas y otros secretos, que se dan de nuevo.",
      "Descargue la copia y retire la instalación antigua: dos instalaciones en una misma tienda responderían ambas a sus compradores.",
      "Ejecute: npm run restore -- ARCHIVO --to DIRECCIÓN. Pide la clave de recuperación y el token de configuración de la instalación vacía, lee antes el archivo entero y lo rechaza si un solo bit ha cambiado. Si se interrumpe, continúa al ejecutarlo otra vez.",
      "Todos inician sesión de nuevo. Lo que TikTok hizo desde entonces llega con la próxima revisión; las respuestas que estaban en camino aparecen como no confirmadas; los temporizadores de las reglas, los trabajos masivos y el reparto esperan a que alguien los inicie.",
    ],
    moment:
      "Una copia hecha mientras se trabaja guarda cada tabla, ticket y archivo tal como estaban cuando les llegó el turno. Los recuentos se hacen de nuevo al restaurarla.",
  },
  problems,
};
