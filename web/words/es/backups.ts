/** Copias de seguridad: clave de recuperación, calendario, lista y restauración. */
import type { Facts } from "../../api.ts";

const problems: Record<string, (facts: Facts) => string> = {
  "recovery-key-missing": () => "Cree antes una clave de recuperación: sin ella nadie podría leer nunca la copia.",
  "backup-under-way": () => "Se está escribiendo una copia. Espere a que termine o deténgala.",
  "backup-missing": () => "Esta copia ya no existe.",
  "bulk-not-now": () => "Esta copia no está completa.",
  "restore-not-empty": () => "Este escritorio está en uso. Una copia solo se restaura en uno vacío. No se ha cambiado nada.",
  "restore-not-begun": () => "Aquí se está restaurando otra copia, o esta ya está dentro. No se ha cambiado nada.",
  "restore-schema-older": ({ schema, own }) =>
    `Esta copia es de una versión anterior (${schema}; este escritorio está en ${own}). Despliegue aquella versión en una cuenta vacía, restaure allí y despliegue después la más nueva, que lleva los datos consigo. No se ha cambiado nada.`,
  "restore-schema-newer": ({ schema, own }) =>
    `Esta copia es de una versión más nueva (${schema}; este escritorio está en ${own}). Despliegue antes aquella versión. No se ha cambiado nada.`,
  "restore-unknown-table": ({ table }) => `El escritorio no conoce la tabla ${table} de esta copia.`,
  "restore-rows-missing": ({ table }) => `No han llegado todas las filas de ${table}. Ejecute la restauración otra vez.`,
};

export const backups = {
  title: "Copias de seguridad",
  words:
    "Todo lo que guarda el escritorio en un solo archivo cifrado: pedidos, tickets, notas, archivos, existencias, ajustes y personas. Nadie puede leerlo sin la clave de recuperación, ni siquiera este escritorio.",
  key: {
    title: "Clave de recuperación",
    none: "Una copia contiene datos de sus compradores, así que se cifra para una clave que solo usted guarda. Créela una vez, anótela y guárdela aparte de las copias.",
    made: "Creada",
    words: "Las copias se cifran para ella. Si se pierde, cree otra: las copias anteriores siguen necesitando la clave anterior.",
    make: "Crear una clave de recuperación",
    again: "Crear otra clave",
    shown:
      "Solo se muestra ahora y no se guarda en ninguna parte. Anótela o póngala en su gestor de contraseñas antes de salir de esta página.",
    label: "Clave de recuperación",
    kept: "La he guardado",
  },
  schedule: {
    title: "Por sí sola",
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
    byClock: "por sí sola",
    holds: (rows: string, rooms: string, files: string) => `${rows} filas, ${rooms} salas, ${files} archivos`,
    earlierKey: "necesita una clave de recuperación anterior",
    states: { writing: "Escribiéndose", done: "Lista", stopped: "Detenida", failed: "Fallida", forgotten: "Borrada" },
    stop: "Detener",
    open: "Descargar",
  },
  how: {
    title: "Cómo se recupera un escritorio",
    steps: [
      "Despliegue la misma versión en una cuenta vacía con las mismas SEAL_KEYS. Con otras claves vuelve todo menos el consentimiento de sus tiendas y otros secretos, que se dan de nuevo.",
      "Descargue la copia y retire el escritorio antiguo: dos escritorios en una tienda responderían ambos a sus compradores.",
      "Ejecute: npm run restore -- ARCHIVO --to DIRECCIÓN. Pide la clave de recuperación y el token de instalación del escritorio vacío, lee antes el archivo entero y lo rechaza si un solo bit ha cambiado. Si se interrumpe, continúa al ejecutarlo otra vez.",
      "Todos inician sesión de nuevo. Lo que TikTok hizo desde entonces llega con el próximo repaso; las respuestas que estaban en camino aparecen como no confirmadas; los plazos de las reglas, los trabajos en bloque y el reparto esperan a que alguien los inicie.",
    ],
    moment:
      "Una copia hecha mientras se trabaja guarda cada tabla, ticket y archivo tal como estaban cuando les llegó el turno. Los recuentos se hacen de nuevo al restaurarla.",
  },
  problems,
};
