/** Datos personales: encontrar a un comprador, lo que se guarda y su borrado: in Spanish. */
import type { Dictionary } from "../words.ts";

export const persons: Dictionary["people"]["persons"] = {
  title: "Datos personales",
  words: "Lo que se guarda aquí de un comprador, en todas las tiendas, y su borrado cuando lo pide.",
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
    papers: (count) => `Etiquetas y albaranes (${count})`,
    returns: (count) => `Devoluciones y cancelaciones (${count}): motivos, notas, fotos, datos escritos`,
    notes: (count) => `Notas en pedidos (${count})`,
    files: "Listas exportadas con destinatarios, sea quien sea",
  },
  stays: [
    "Pedidos, importes y movimientos de existencias: contabilidad",
    "Cuándo se abrieron, respondieron y resolvieron los tickets, y quién del equipo lo hizo: informes",
    "Un resumen cifrado, para que el comprador no vuelva cuando TikTok hable otra vez de pedidos antiguos",
  ],
  later: "Quien compre o escriba de nuevo más tarde es un comprador nuevo.",
  cloudflare:
    "Cloudflare puede devolver sus bases de datos a cualquier momento de los últimos 30 días. Hasta entonces, quien tenga la cuenta de Cloudflare puede recuperar los datos.",
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
