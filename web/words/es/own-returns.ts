/** Returns made by hand on orders that TikTok ships, in Spanish. */
import type { Dictionary } from "../words.ts";

export const ownReturns: Dictionary["ownReturns"] = {
  begunBy: (person) => `Creada por ${person}`,
  apart:
    "Creada aquí: TikTok envía este pedido, no comparte la dirección del comprador y no sabe nada de esta devolución. Las que abrió TikTok están aparte.",
  card: {
    one: "Devolución creada aquí",
    title: "Devoluciones creadas aquí",
    why: "TikTok abre una devolución propia cuando el comprador la pide en la app. Si no lo hace, se puede crear una aquí.",
  },
  begin: {
    open: "Crear una devolución",
    title: (order) => `Devolución del pedido …${order}`,
    why: "TikTok no comparte los datos del comprador en los pedidos que envía, así que una devolución creada aquí los necesita del cliente.",
    reason: "Por qué vuelve",
    reasonHint: "Para el equipo; ni TikTok ni el comprador lo ven.",
    noReason: "Indique por qué vuelve.",
    told: "El cliente ya dio sus datos",
    later: "Se pueden pedir y escribir después.",
    act: "Crear la devolución",
  },
  details: {
    fields: {
      name: "Nombre y apellidos",
      lines: "Calle y número",
      postalCode: "Código postal",
      city: "Ciudad",
      region: "Estado o región",
      country: "País",
      phone: "Teléfono",
      email: "Correo electrónico",
    },
    countryHint: "Dos letras, como ES",
    missing: (field) => `Falta: ${field}.`,
    country: "El país son dos letras, como ES.",
    reach: "El transportista necesita un teléfono o un correo electrónico.",
  },
  customer: {
    title: "Datos de envío del comprador",
    hidden: "Están aquí. Para verlos hace falta el permiso de ver a los destinatarios de esta tienda.",
    source: "Del cliente",
    typed: (person) => `Escritos por ${person},`,
    until: "Se borran automáticamente el",
    gone: "Los datos se borraron.",
    night: "Automáticamente",
    missing: "Aún no se conocen. TikTok los oculta en este pedido; solo el cliente puede darlos.",
    asked: (person) => `${person} abrió una solicitud al cliente el`,
    ask: "Pedirlos al cliente",
    type: "Escribirlos",
    change: "Cambiar",
    purge: "Borrar los datos",
    purgeSure: "Los datos se borran para siempre. La devolución queda, y el registro dice quién los borró.",
    typeHint: "Quedan solo en esta devolución, nunca en el pedido. Marcados como del cliente, con su nombre.",
    save: "Guardar los datos",
  },
  end: {
    title: "Fin",
    words: "Cuando ya no se espera nada. Los datos del comprador se borran 30 días después.",
    act: "Terminar esta devolución",
    over: (person) => `Terminada por ${person}`,
  },
};
