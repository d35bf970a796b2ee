/** Datos personales: encontrar a un comprador, lo que se guarda y su borrado: in Spanish. */
import type { Dictionary } from "../words.ts";

export const persons: Dictionary["people"]["persons"] = {
  title: "Datos personales",
  words:
    "Lo que se guarda aquí de un comprador, en todas las tiendas: se entrega o se borra cuando lo pide, y se va solo al vencer su plazo.",
  search: "Nombre en TikTok, pedido o número de ticket",
  find: "Buscar",
  none: {
    title: "No se encontró a nadie",
    words: "Se compara con los nombres que dio TikTok. El número de un pedido o de un ticket (#1042) lo encuentra con seguridad.",
  },
  nameless: "Sin nombre",
  open: (name) => `Lo que se guarda de ${name}`,
  held: "Se borra",
  kept: "Permanece, sin la persona",
  what: {
    orders: (count) => `Pedidos (${count}): nombre, mensaje y nota`,
    recipients: (count) => `Destinatarios (${count}): nombre, dirección, teléfono, correo`,
    tickets: (count) => `Tickets (${count}): todas las palabras, correos, imágenes y archivos, borradores y respuestas programadas`,
    papers: (count) => `Etiquetas y notas de entrega (${count})`,
    returns: (count) => `Devoluciones y cancelaciones (${count}): motivos, notas, fotos, datos escritos`,
    notes: (count) => `Notas en pedidos (${count})`,
    files: "Listas exportadas con destinatarios, sea quien sea",
  },
  stays: [
    "Pedidos, importes y movimientos de existencias: contabilidad",
    "Cuándo se abrieron, respondieron y resolvieron los tickets, y quién del equipo lo hizo: informes",
    "Un hash con clave, para que el comprador no vuelva cuando TikTok hable otra vez de pedidos antiguos",
  ],
  later: "Quien compre o escriba de nuevo más tarde es un comprador nuevo.",
  cloudflare:
    "Cloudflare puede devolver sus bases de datos a cualquier momento de los últimos 30 días. Hasta entonces, quien tenga la cuenta de Cloudflare puede recuperar los datos.",
  file: {
    title: "Todo lo guardado, en un archivo",
    words: (hours, size) =>
      `Conversaciones con respuestas y notas, pedidos con destinatarios y líneas, devoluciones, correos, y archivos de hasta ${size}. Se borra pasadas ${hours} horas. Léalo antes de entregarlo: contiene notas sobre el comprador. No dice quién las escribió, pero un colega nombrado dentro de un texto sigue en él.`,
    make: "Crear el archivo",
    open: "Descargar JSON",
    none: "Aún no se ha creado ninguno.",
    progress: (done, total) => `${done} de ${total} tickets y pedidos`,
    size: (bytes, files) => `${bytes}, archivos: ${files}`,
    leftOut: (count) => `solo por su nombre: ${count}`,
    until: "hasta",
    states: { writing: "Creándose…", done: "Listo", failed: "Falló", forgotten: "Borrado" },
  },
  periods: {
    title: "Lo que se va solo",
    words:
      "Nada, mientras usted no lo decida. Cada noche se vacía lo que supera su plazo, como si se hubiera borrado al comprador: importes, recuentos e informes permanecen. Nunca se tocan: pedidos sin entregar, devoluciones y casos abiertos, tickets sin cerrar.",
    kept: "Se guarda",
    days: (count) => `${count} días`,
    kinds: {
      recipients: {
        name: "Compradores en pedidos",
        words:
          "Nombre, dirección, teléfono, correo, mensaje, notas, etiquetas y fotos. Las listas exportadas con destinatarios se van la misma noche.",
        since: "Desde la entrega o la cancelación.",
      },
      conversations: {
        name: "Conversaciones de tickets cerrados",
        words: "Todas las palabras, notas, correos, imágenes y archivos, y el nombre del comprador.",
        since: "Desde la última palabra, o desde el cierre si fue después.",
      },
      mails: {
        name: "Archivos de correos en tickets cerrados",
        words: "Los correos tal como llegaron, su diseño y sus adjuntos; las palabras permanecen. Los correos sin ticket se van enteros.",
        since: "Se cuenta como en las conversaciones.",
      },
    },
    sure: (name, days) => `${name}: ¿solo ${days} días?`,
    tonight: {
      recipients: (orders) => `Pedidos que se vaciarían esta noche: ${orders}.`,
      conversations: (tickets) => `Tickets que se vaciarían esta noche: ${tickets}.`,
      mails: (tickets, letters) =>
        `Tickets cuyos correos perderían sus archivos esta noche: ${tickets}. Correos sin ticket que se irían: ${letters}.`,
    },
    more: "Hay más de los que se contaron.",
    noWay: "Lo que se vacía no se puede recuperar.",
    save: "Guardar",
    saved: "Plazo guardado",
    cancel: "Cancelar",
    fixed: {
      hours: (count) => `${count} horas`,
      copies: (count) => `últimas: ${count}`,
      returnDetails: {
        name: "Datos escritos en devoluciones",
        words: (most) => `Tras el fin de la devolución; si nadie la termina, ${most} días después de escribirlos.`,
      },
      exports: { name: "Listas de pedidos exportadas", words: "Desde que se pidieron." },
      personFiles: { name: "Datos de un comprador en un archivo", words: "Desde que se pidió; se borra la noche siguiente." },
      packs: { name: "Archivos de pruebas", words: "Números, horas y resúmenes, sin palabras de compradores." },
      proof: { name: "Pruebas de webhooks", words: "Números, horas y resúmenes, sin palabras de compradores." },
      backups: { name: "Copias de seguridad", words: "Tantas como conserva Ajustes › Copias de seguridad. De ninguna se quita nada." },
    },
  },
  erase: "Borrar…",
  sure: (name) => `¿Borrar a ${name}?`,
  noWay: "Esto no se puede deshacer.",
  type: (confirm) => `Escriba «${confirm}» para confirmar`,
  eraseNow: "Borrar para siempre",
  cancel: "Cancelar",
  begun: "El borrado ha empezado",
  list: "Borrados",
  listNone: "Aún no se ha borrado a nadie.",
  states: { tickets: "Borrando tickets…", orders: "Pedidos…", search: "Búsquedas…", done: "Borrado", failed: "Falló" },
  progress: (done, total) => `${done} de ${total}`,
  counts: (orders, tickets, files) => `Pedidos: ${orders} · Tickets: ${tickets} · Archivos: ${files}`,
  failed: "Algo falló una y otra vez. Busque al comprador y borre lo que quede.",
};
