/** Settings, My preferences, in Spanish. */
import type { Dictionary } from "../words.ts";

export const preferences: Dictionary["preferences"] = {
  title: "Mis preferencias",
  words: "Son suyas en cada dispositivo donde inicie sesión y no cambian nada para nadie más.",
  look: "Apariencia y hora",
  language: "Idioma",
  languageDevice: (name) => `El de este dispositivo, ${name}`,
  zone: "Las horas se muestran en",
  zoneHint: "Los mensajes de los compradores y los plazos indican también la hora de la tienda.",
  zoneDevice: (zone) => `La zona de este dispositivo, ${zone}`,
  zoneSave: "Mostrar las horas de allí",
  hold: "Una respuesta se puede retirar durante",
  holdNone: "Sale de inmediato",
  holdSeconds: (seconds) => (seconds === 1 ? "1 segundo" : `${seconds} segundos`),
  desk: "como esté configurado Tillside",
  handBack: "Cuando me ausento, mis tickets por hacer",
  ways: { keep: "siguen siendo míos", team: "pasan al siguiente de su equipo", nobody: "quedan para cualquiera" },
  replyTakes: "Un ticket que nadie tiene, cuando lo respondo",
  takes: { yes: "pasa a ser mío", no: "sigue sin nadie" },
  keys: "Teclas",
  keysWords: "Elija una tecla y presione la que desea; dos letras seguidas también son una tecla. Retroceso quita una tecla, Esc la deja.",
  change: (name) => `Cambiar la tecla de ${name}`,
  press: "Presione una tecla",
  ours: (name) => `Devolver a ${name} nuestra tecla`,
  allOurs: "Todas nuestras teclas de nuevo",
  taken: (key, name) => `${key} ya es ${name}. No se cambió nada; elija otra o cambie primero ${name}.`,
};
