/** The words that ask a buyer for what TikTok does not share, in the language they most likely read; English where we have no other. They are part
 *  of a reply, not of a page: somebody reads and sends them. */
import { guessLanguage } from "../templates/language.ts";

const ORDER_DIGITS_SHOWN = 6;

const REQUESTS: Record<string, (order: string) => string> = {
  en: (order) =>
    `To arrange the return of your order …${order}, we need a few details, because TikTok delivered it and does not share them with us:

• Full name
• Street and house number
• Postal code, city, region and country
• Phone number or e-mail

We use them for this return only and delete them afterwards. Thank you!`,
  de: (order) =>
    `Für die Rücksendung Ihrer Bestellung …${order} brauchen wir ein paar Angaben, denn TikTok hat sie geliefert und gibt sie nicht an uns weiter:

• Vor- und Nachname
• Straße und Hausnummer
• Postleitzahl, Ort, Region und Land
• Telefonnummer oder E-Mail

Wir verwenden sie nur für diese Rücksendung und löschen sie danach. Danke!`,
  es: (order) =>
    `Para organizar la devolución de su pedido …${order} necesitamos algunos datos, porque lo entregó TikTok y no los comparte con nosotros:

• Nombre y apellidos
• Calle y número
• Código postal, ciudad, región y país
• Teléfono o correo electrónico

Solo los usamos para esta devolución y después los borramos. ¡Gracias!`,
  fr: (order) =>
    `Pour organiser le retour de votre commande …${order}, il nous faut quelques informations, car TikTok l’a livrée et ne nous les communique pas :

• Nom et prénom
• Rue et numéro
• Code postal, ville, région et pays
• Téléphone ou e-mail

Elles ne servent qu’à ce retour et sont supprimées ensuite. Merci !`,
  it: (order) =>
    `Per organizzare il reso del tuo ordine …${order} ci servono alcuni dati, perché lo ha consegnato TikTok e non li condivide con noi:

• Nome e cognome
• Via e numero civico
• CAP, città, provincia e paese
• Telefono o e-mail

Li usiamo solo per questo reso e poi li cancelliamo. Grazie!`,
  zh: (order) =>
    `为了安排订单 …${order} 的退货，我们需要您提供一些信息，因为该订单由 TikTok 配送，TikTok 不会向我们提供这些信息：

• 姓名
• 街道和门牌号
• 邮编、城市、省/州和国家
• 电话或邮箱

这些信息只用于本次退货，之后会删除。谢谢！`,
};

/** `written`: the buyer's last words, empty where there are none. */
export function requestFor(orderId: string, written: string, marketplace: string): { language: string; text: string } {
  const wanted = guessLanguage(written, marketplace);
  const language = wanted in REQUESTS ? wanted : "en";
  return { language, text: REQUESTS[language]?.(orderId.slice(-ORDER_DIGITS_SHOWN)) ?? "" };
}
