/** Coming in: set-up, sign-in, invitation, in Spanish. */
import type { Dictionary } from "../words.ts";

export const team: Dictionary["team"] = {
  footer: "Funciona en su propia cuenta de Cloudflare. En este dispositivo no queda nada sobre los compradores.",
  language: "Idioma",
  email: "Correo",
  password: "Contraseña",
  newPassword: "Elija una contraseña",
  passwordHint: "Al menos 12 caracteres. Una frase se recuerda mejor que un acertijo.",
  name: "Su nombre",
  nameHint: "Lo ven los colegas. Los compradores no.",
  signIn: {
    page: "Iniciar sesión",
    title: "Iniciar sesión en Tillside",
    act: "Iniciar sesión",
    reasons: {
      ended: "Su sesión terminó. Inicie sesión para seguir donde estaba.",
      left: "La sesión está cerrada. En este dispositivo no queda nada sobre los compradores.",
      connect: "Inicie sesión como administrador para terminar de conectar la tienda y autorice de nuevo.",
      joined: "Su cuenta está lista. Inicie sesión con la contraseña que acaba de elegir.",
    },
    noAccount: "¿Aún no tiene cuenta? Un administrador de su organización puede invitarle en Ajustes, Personas.",
    notSetUp: "Tillside aún no está configurado",
    notSetUpWords:
      "Abra el enlace de configuración que se mostró al iniciar Tillside. Termina con un token que le convierte en el primer administrador.",
    haveToken: "Tengo el token",
  },
  setup: {
    page: "Configurar",
    title: "Configurar Tillside",
    words: "Usted será el primer administrador: conecta tiendas e invita a los demás.",
    token: "Token de configuración",
    tokenHint: "Se mostró al iniciar Tillside; el enlace que abrió puede haberlo traído.",
    act: "Crear Tillside",
    isSetUp: "Tillside ya está configurado",
    isSetUpWords: "Inicie sesión con su cuenta o pida una invitación a un administrador.",
    toSignIn: "Ir a iniciar sesión",
  },
  join: {
    page: "Unirse",
    title: "Unirse al equipo",
    words: (email, role) => `Recibió una invitación como ${role}, con ${email}.`,
    roles: { admin: "administrador", agent: "agente" },
    act: "Unirse",
    over: "Esta invitación ya no es válida",
  },
};
