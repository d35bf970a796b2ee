/** Why one was not let in, or may not let others in, in Spanish. */
import type { Dictionary } from "../words.ts";

export const doorProblems: Dictionary["doorProblems"] = {
  "sign-in-refused": () => "El correo y la contraseña no coinciden.",
  "too-many-sign-ins": ({ seconds }) =>
    `Demasiados intentos. Espere ${seconds} ${Number(seconds) === 1 ? "segundo" : "segundos"} e inténtelo de nuevo.`,
  "setup-token-wrong": () => "Este no es el token de configuración que se mostró al iniciar Tillside.",
  "already-set-up": () => "Alguien ya configuró Tillside aquí. Inicie sesión.",
  restoring: () => "Aquí se está restaurando una copia. Inicie sesión cuando termine.",
  "invitation-over": () => "Esta invitación ya se usó, se retiró o tiene más de siete días. Pida una nueva.",
  "already-a-member": () => "Alguien con este correo ya trabaja aquí.",
  "own-role": () => "Nadie cambia su propio rol ni se quita el acceso. Otro administrador puede hacerlo.",
  "password-common": () =>
    "Esta contraseña está entre las que todos prueban primero. Elija otra; cuatro palabras sin relación entre sí forman una buena.",
  "password-own": ({ word }) =>
    `Sin «${word}» queda poco de esta contraseña, y eso lo probaría cualquiera que le conozca o conozca Tillside. Elija otra.`,
  "password-link-over": () => "Este enlace se usó, se sustituyó por uno más reciente o es demasiado antiguo. Pida otro.",
  "password-link-own": () => "Su propia contraseña se cambia en Mis sesiones.",
  "person-missing": () => "Esta persona ya no trabaja aquí.",
  "password-wrong": () => "Esta no es su contraseña.",
};
