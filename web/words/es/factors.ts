/** Second factors, in Spanish. */
import type { Dictionary } from "../words.ts";

export const factors: Dictionary["factors"] = {
  title: "Segundo factor",
  words:
    "Lo que se pide además de su contraseña: una llave de acceso de este dispositivo o de una llave de seguridad, o un código de una aplicación de autenticación. Con una llave de acceso también entra sin contraseña.",
  none: "Aún no tiene ninguno.",
  required: "Aquí todos necesitan uno: el último no se puede quitar.",
  kinds: { totp: "Aplicación de autenticación", passkey: "Llave de acceso" },
  since: "Desde",
  used: "último uso",
  addCodes: "Configurar una aplicación de autenticación",
  addPasskey: "Añadir una llave de acceso",
  remove: "Quitar",
  removeOf: (name) => `Quitar ${name}`,
  codesLeft: (left) => `Códigos de recuperación restantes: ${left}`,
  renew: "Nuevos códigos de recuperación",
  password: "Su contraseña",
  passwordHint: "Se pide otra vez para que nadie más en su puesto cambie cómo inicia sesión. Sus otras sesiones terminan.",
  passkeyName: "Nombre de la llave de acceso",
  passkeyHint: "Por ejemplo, el dispositivo que la guarda.",
  goOn: "Continuar",
  passkeySignIn: "Iniciar sesión con una llave de acceso",
  passkeyNot: "Ninguna llave de acceso respondió. Inténtelo de nuevo o inicie sesión de otra forma.",
  enrol: {
    words:
      "Introduzca esta clave en una aplicación de autenticación. Mostrará seis cifras que cambian cada medio minuto; escriba las que muestre ahora.",
    copy: "Copiar la clave",
    open: "Abrirla en una aplicación de este dispositivo",
    code: "Código de seis cifras",
    confirm: "Confirmar",
  },
  codes: {
    title: "Códigos de recuperación",
    words:
      "Cada uno sustituye una vez a su segundo factor, para el día en que se pierda. Guárdelos lejos de su contraseña. Solo se muestran ahora.",
    copy: "Copiarlos todos",
    kept: "Los he guardado",
  },
  prove: {
    code: "Código",
    hint: "Seis cifras de su aplicación de autenticación o un código de recuperación.",
    recovery: "Código de recuperación",
    recoveryHint: "Por si no tiene a mano su llave de acceso.",
    act: "Iniciar sesión",
    back: "Volver a la contraseña",
    mustEnrol: "Aquí todos necesitan un segundo factor. Configure el suyo para continuar.",
  },
  people: {
    require: "Todos necesitan un segundo factor",
    requireHint: "Quien no tenga ninguno sale y configura uno al volver a iniciar sesión.",
    passkeys: (count) => (count === 1 ? "Llave de acceso" : `${count} llaves de acceso`),
    none: "ninguno",
    reset: "Retirar",
    resetOf: (name) => `Retirar el segundo factor de ${name}`,
    ask: (name) => `¿Retirar el segundo factor de ${name}?`,
    askWords:
      "Para cuando se perdió junto con todos los códigos de recuperación. Asegúrese de que es esa persona quien lo pide: desde entonces basta su contraseña. Todas sus sesiones terminan.",
  },
  problems: {
    "code-wrong": () => "Este código no es válido o ya se usó. Espere al siguiente.",
    "codes-there": () => "Ya hay una aplicación de autenticación configurada. Quítela primero.",
    "sign-in-step-over": () => "Tardó demasiado o hubo demasiados intentos. Empiece de nuevo con su contraseña.",
    "passkey-refused": () => "Esta llave de acceso no se conoce aquí o su respuesta no era válida.",
    "passkey-not-made": () => "No se creó ninguna llave de acceso. Inténtelo de nuevo, quizá con otro dispositivo.",
    "passkey-not-added": ({ most }) => `Esta llave de acceso ya está aquí o usted ya tiene ${most}.`,
    "second-factor-required": () => "Aquí todos necesitan un segundo factor: añada otro antes de quitar este.",
    "second-factor-first": () => "Los códigos de recuperación sustituyen a un segundo factor. Configure uno primero.",
    "second-factor-missing": () => "Este segundo factor ya no existe.",
    "second-factor-own-first": () => "Configure primero el suyo; si no, usted también quedaría fuera.",
    "second-factor-own": () => "Quite el suyo en Mis sesiones.",
  },
};
