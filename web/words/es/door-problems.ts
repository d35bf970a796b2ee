/** Why one was not let in, or may not let others in, in Spanish. */
import type { Dictionary } from "../words.ts";

export const doorProblems: Dictionary["doorProblems"] = {
  "sign-in-refused": () => "El correo y la contraseña no coinciden.",
  "too-many-sign-ins": ({ seconds }) => `Demasiados intentos. Espere ${seconds} segundos e inténtelo de nuevo.`,
  "setup-token-wrong": () => "Este no es el token de configuración que se mostró al iniciar Tillside.",
  "already-set-up": () => "Alguien ya configuró Tillside aquí. Inicie sesión.",
  "invitation-over": () => "Esta invitación ya se usó, se retiró o tiene más de siete días. Pida una nueva.",
  "already-a-member": () => "Alguien con este correo ya trabaja aquí.",
  "own-role": () => "Nadie cambia su propio rol ni se cierra el paso. Otro administrador puede hacerlo.",
};
