/** Forgotten passwords, and the password that is asked for again, in Spanish. */
import type { Dictionary } from "../words.ts";

export const passwords: Dictionary["passwords"] = {
  forgotten: "¿Olvidó su contraseña?",
  page: "Contraseña nueva",
  ask: {
    title: "Un enlace para una contraseña nueva",
    words:
      "Escriba la dirección con la que inicia sesión. Si es de alguien de aquí, llega un enlace por correo; sirve una vez, durante una hora.",
    act: "Enviar el enlace",
    sent: "Revise su correo",
    sentWords:
      "Si la dirección es de alguien de aquí, el enlace está en camino. ¿No llegó nada en unos minutos? Pregunte a un administrador.",
  },
  noMail: {
    title: "Pida un enlace a un administrador",
    words:
      "Aquí no se envía correo. Un administrador le crea un enlace en Ajustes, Personas. El último administrador lo recibe de quien mantiene Tillside.",
  },
  set: {
    title: "Elija una contraseña nueva",
    words: (name, email) => `Para ${name}, ${email}. Todas sus sesiones se cierran e inicia sesión con la nueva.`,
    act: "Guardar la contraseña",
    over: "Este enlace ya no es válido",
    done: "Su contraseña está guardada",
    doneWords: "Inicie sesión con ella.",
  },
  back: "Ir a iniciar sesión",
  again: { password: "Su contraseña", hint: "Se pide otra vez para que nadie más lo haga en su puesto.", go: "Continuar" },
  end: {
    title: (browser) => `¿Cerrar ${browser}?`,
    othersTitle: "¿Cerrar todas las demás sesiones?",
    words: "Quien esté allí queda fuera de inmediato.",
    others: "Cerrar todas las demás",
  },
  give: {
    act: "Enlace para una contraseña nueva",
    title: (name) => `Un enlace para que ${name} cree una contraseña nueva`,
    words:
      "Para quien olvidó la suya. Asegúrese de que es esa persona quien lo pide: quien tiene el enlace pone la contraseña. El segundo factor se pide igualmente.",
    link: "Enlace",
    hint: (name, until) => `Entréguelo usted a ${name}: solo se muestra ahora, sirve una vez y vale hasta ${until}.`,
  },
};
