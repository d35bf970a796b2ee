/** The App Store, and the way from there to a connected store, in Spanish. */
import type { Dictionary } from "../words.ts";

export const connect: Dictionary["connect"] = {
  appStore: "App Store",
  search: "Buscar apps",
  categories: { all: "Todas", marketplaces: "Mercados" },
  installed: (count) => (count === 1 ? "1 tienda" : `${count} tiendas`),
  nothing: (text) => `Ninguna app se llama «${text}».`,
  back: "Volver a la App Store",

  app: {
    name: "TikTok Shop",
    short: "Conversaciones y pedidos de sus tiendas.",
    kind: "Mercado",
    connected: (stores) => `Conectado: ${stores}`,
    install: "Instalar la app",
    tabs: { overview: "Resumen", permissions: "Permisos", stores: "Tiendas" },
    overview:
      "Trae a Tillside las conversaciones y los pedidos de una tienda de TikTok. Usted responde dentro del propio chat de TikTok, con los pedidos junto al texto, para todas sus tiendas en un solo lugar.",
    does: [
      "Cada mensaje de un comprador se vuelve un ticket, con su pedido al lado",
      "Pedidos de los últimos tres meses; después, cada uno nuevo en segundos",
      "Los pedidos que TikTok envía por usted (FBT) se muestran como tales",
      "Plazos de respuesta y de envío, contados en la hora de la tienda",
      "Varias tiendas de una misma cuenta de vendedor, cada una por separado",
    ],
    doesNot: ["Las calificaciones y reseñas quedan en Seller Center: la API de TikTok no las ofrece"],
    reads: "Lo que pide a TikTok",
    noStores: "Aún no hay tiendas conectadas.",
    next: "Qué sigue",
    steps: [
      "TikTok pregunta el tipo de cuenta y muestra lo que podemos leer",
      "Usted vuelve a la tienda nueva, en estado Conectada",
      "Los pedidos llegan del más reciente al más antiguo; los de hoy en segundos, el resto en minutos",
    ],
  },

  scopes: {
    title: "Lo que la app debe pedir a TikTok",
    words: "En Partner Center, en Manage API, con los nombres de TikTok. Customer service es lo que más tarda en aprobarse.",
    optional: "Opcional",
    all: [
      { scope: "seller.authorization.info", says: "Qué tiendas autorizó y los avisos sobre ellas" },
      { scope: "seller.customer_service", says: "Conversaciones con compradores, y escribirles" },
      { scope: "seller.order.info", says: "Sus pedidos, sus paquetes y los destinatarios hasta donde TikTok los muestra" },
      { scope: "seller.product.basic", says: "Sus productos, para mostrar de qué trata un pedido" },
      { scope: "seller.logistics", says: "Los escaneos del transportista y los nombres de sus almacenes", isOptional: true },
    ],
  },

  install: {
    title: "Elija su mercado de TikTok Shop",
    more: (count) => `${count} mercados más`,
    isConnected: (stores) => `${stores}: conectado`,
    authorize: "Autorizar en TikTok",
    away: "Inicia sesión en TikTok y después vuelve aquí.",
    choose: "Elija el mercado en el que vende esta tienda",
  },

  results: {
    connected: (facts) =>
      `${facts.shop ? `${facts.shop} está conectada.` : "La tienda está conectada."} Llegan pedidos y conversaciones, lo más reciente primero.`,
    declined: () => "Se rechazó en TikTok, así que no se conectó nada. No se cambió nada.",
    "state-over": () => "Esa autorización empezó hace más de 30 minutos o ya se usó. Empiece de nuevo.",
    "return-strange": () => "Lo que volvió no es lo que envía TikTok. No se conectó nada; empiece de nuevo desde Autorizar.",
    "claims-full": () =>
      "Demasiadas autorizaciones que nadie empezó aquí esperan a un administrador. Empiece desde Autorizar o inténtelo de nuevo en media hora.",
    "state-of-another": () => "Esa autorización la empezó otra persona. No se conectó nada; empiece la suya.",
    "not-a-seller": () =>
      "La cuenta que inició sesión en TikTok es de un creador o de un socio. Inicie sesión allí con la cuenta de vendedor dueña de la tienda.",
    "scopes-missing": ({ scopes }) =>
      `A la app de TikTok le faltan permisos imprescindibles: ${scopes}. Agréguelos a la app en Partner Center, espere la aprobación de TikTok y autorice de nuevo.`,
    "tiktok-silent": () => "TikTok no respondió a tiempo. No se conectó nada. Inténtelo de nuevo en un minuto.",
    "code-refused": ({ words }) =>
      `TikTok no completó la autorización: «${words}». Revise que el secreto de la app sea correcto y autorice de nuevo.`,
    "another-seller": ({ shop }) =>
      `El vendedor que acaba de aceptar no es dueño de ${shop || "la tienda de TikTok de esta tienda"}. Inicie sesión en TikTok con la cuenta que sí lo es.`,
    "wrong-marketplace": ({ found, marketplace }) =>
      `Este vendedor no tiene tienda en ${marketplace}. Se encontró: ${found || "ninguna"}. Elija el mercado de la tienda.`,
    "shop-taken": ({ store }) => `Esa tienda ya está conectada, como ${store || "otra tienda"}.`,
    "shop-of-another-store": ({ store }) =>
      `Esa tienda de TikTok pertenece a ${store || "otra tienda"}, que está desconectada. Autorice esa, para que su historial continúe.`,
  },
  toStore: (store) => `Abrir ${store}`,

  choose: {
    title: "¿Qué tiendas de TikTok quiere agregar?",
    words: (seller) => `${seller} tiene varias tiendas en TikTok. Cada una que elija será una tienda propia aquí.`,
    anySeller: "Este vendedor",
    fresh: "Será una tienda nueva",
    waiting: (store) => `Será ${store}`,
    returns: (store) => `Vuelve a ${store}, con su historial`,
    taken: (store) => `Conectada como ${store}`,
    crossBorder: "Transfronteriza",
    act: (count) => (count === 1 ? "Conectar 1 tienda" : `Conectar ${count} tiendas`),
    none: "Elija al menos una tienda",
    failed: (shop) => `Otra tienda tomó ${shop} entretanto.`,
  },

  claim: {
    title: "TikTok envió a alguien aquí",
    words:
      "Un vendedor aceptó en TikTok, pero no desde esta página: quizá desde Seller Center o en otro navegador. Si fue usted o un colega, indique para qué tienda es.",
    warning: "No conecte una tienda que no conozca. Su dueño no notaría nada y usted respondería a sus compradores.",
    store: "Para qué tienda",
    newStore: "Una tienda nueva",
    act: "Sí, fuimos nosotros",
    expires: (time) => `Vale hasta ${time}.`,
    over: "Empezar de nuevo",
  },

  missing: {
    title: {
      US: "Configure primero su app de TikTok para tiendas de EE. UU.",
      ROW: "Configure primero su app de TikTok para tiendas fuera de EE. UU.",
    },
    words:
      "TikTok da acceso por medio de una app. La suya es la app interna del vendedor: gratuita, creada una vez en TikTok Shop Partner Center y aprobada por TikTok. Necesita el permiso Customer service.",
    steps: {
      US: "Abra partner.us.tiktokshop.com, inicie sesión como vendedor, elija App & Service y después Create app, del tipo in-house.",
      ROW: "Abra partner.tiktokshop.com, inicie sesión como vendedor, elija App & Service y después Create app, del tipo in-house.",
    },
    scopes: "En Manage API, pida estos permisos. Customer service es lo que más tarda en aprobarse.",
    addresses: "Dé a TikTok estas dos direcciones:",
    redirect: "URL de redirección",
    webhook: "URL de webhook",
    keys: "Después copie de Partner Center la App key, el secreto y el id de servicio de la app:",
  },
  apps: {
    title: "Apps de TikTok",
    words: "Una app para tiendas de EE. UU. y otra para todas las demás: TikTok las mantiene en dos Partner Centers.",
    regions: { US: "Tiendas de EE. UU.", ROW: "Tiendas fuera de EE. UU." },
    origin: {
      title: "De dónde viene una app",
      words:
        "TikTok da acceso por medio de una app. La suya es la app interna del vendedor: gratuita, creada en Partner Center en App & Service y aprobada por TikTok. Configurar muestra el camino paso a paso, con las direcciones que hay que poner allí.",
      centers: { US: "Partner Center para tiendas de EE. UU.", ROW: "Partner Center para todas las demás" },
    },
    none: "Sin configurar",
    setUp: "Configurar",
    edit: "Editar",
    key: "App key",
    service: "Id de servicio",
    serviceHint: "El número del enlace de autorización de la app",
    secret: "Secreto de la app",
    secretNew: "Partner Center lo muestra una vez. Después nadie puede leerlo aquí.",
    secretKeep:
      "Déjelo vacío para conservar el secreto. Uno nuevo vale de inmediato; el anterior sirve para webhooks hasta que termine la rotación.",
    changed: "Cambiada",
    save: "Guardar app",
    rotating: "Dos secretos sirven para webhooks: TikTok aún puede firmar con el anterior.",
    end: "Terminar la rotación",
    ended: "Ahora solo sirve el secreto más reciente.",
    endAsk: {
      title: "¿Terminar la rotación?",
      words: "Desde ahora se rechazan los webhooks firmados con el secreto anterior. Hágalo cuando Partner Center muestre solo el nuevo.",
      keep: "Conservar ambos",
    },
  },
};
