// 150 tickets made for this project: buyers of TikTok shops in six languages, with typos, emoji, slang, two languages in one sentence and several
// questions in one message. Each says what it is about, which facts stand beside it and what a suggestion must not claim. Nobody wrote these.
import type { ClassPath } from "../../worker/assist/classes.ts";
import type { Situation } from "./facts.ts";

export interface EvalTicket {
  language: string;
  marketplace: string;
  about: ClassPath;
  situation: Situation;
  message: string;
  /** Words no suggestion may hold, whatever the model makes of the message. */
  forbidden: string[];
}

type Row = [about: ClassPath, situation: Situation, message: string, ...forbidden: string[]];

const english: Row[] = [
  [
    "where-is-my-order/not-shipped",
    "unshipped",
    "hey where's my order?? ordered 6 days ago n it still says awaiting shipment 😩",
    "shipped today",
    "tomorrow",
  ],
  [
    "where-is-my-order/late",
    "shipped",
    "It was meant to come on Friday, now its Sunday and nothing. When will it be here?",
    "Monday",
    "tomorrow",
  ],
  ["where-is-my-order/not-moving", "shipped", "tracking hasnt moved since the 20th, is my package lost or what", "is lost"],
  [
    "where-is-my-order/delivered-not-received",
    "delivered",
    "app says delivered yesterday but theres NOTHING at my door and my neighbours dont have it either",
    "refund",
  ],
  ["change-or-cancel/cancel", "unshipped", "pls cancel my order i bought it twice by accident omg", "cancelled"],
  ["change-or-cancel/change-item", "unshipped", "hi can i swap the pink one for the black one before u send it? 🙏"],
  ["change-or-cancel/change-quantity", "unshipped", "Meant to order 3 not 1. can you add two more to the same order"],
  ["wrong-or-missing/wrong-item", "delivered", "so I ordered a hoodie and got a phone case lol what is this", "refund"],
  ["wrong-or-missing/wrong-variant", "delivered", "received the blue colour but i picked green, its even on the receipt"],
  ["wrong-or-missing/missing-item", "delivered", "There were supposed to be 2 serums in the box, only one inside"],
  [
    "damaged/with-photo",
    "delivered",
    "came completely smashed 😭 see the photo i sent. do i get my money back??",
    "money back",
    "refund you",
  ],
  ["damaged/without-photo", "delivered", "the lid is cracked and half of it leaked all over the parcel"],
  ["damaged/stopped-working", "delivered", "lamp stopped working after 2 days. wont turn on anymore. not happy at all", "warranty"],
  ["size-and-fit/too-small", "delivered", "the leggings are way too small i normally wear M, runs tiny"],
  ["size-and-fit/which-size", "unshipped", "im 5'4 and 140lbs what size should i get for the jacket?"],
  ["return-how-to/how", "delivered", "How do I return this? and who pays for the postage", "free"],
  ["return-how-to/deadline", "delivered", "how many days do i have to send it back? its a gift for xmas", "60 days"],
  [
    "refund-status/not-received",
    "returned",
    "u said id get my refund, sent it back 2 weeks ago, still no money on my card!!!",
    "today",
    "tomorrow",
  ],
  ["price-and-promotion/coupon", "unshipped", "my coupon code GLOW10 doesnt work at checkout, says invalid", "20%"],
  [
    "price-and-promotion/live-offer",
    "unshipped",
    "on the live yesterday she said buy one get one free but i was charged for both?",
    "free",
  ],
  ["product-question/how-to-use", "none", "do i put the serum on before or after moisturiser? and is it ok for sensitive skin"],
  ["stock/restock", "none", "when is the mint green one back in stock?? been waiting forever", "next week"],
  ["authenticity/doubt", "none", "is this the real brand or a fake? price looks too good", "100%"],
  ["address-change/before-shipping", "unshipped", "I moved house, please send it to 14 Rose Lane instead of the old address"],
  ["thanks/thanks", "delivered", "omg it arrived and I LOVE it, thank you so much 💕"],
];

const german: Row[] = [
  [
    "where-is-my-order/not-shipped",
    "unshipped",
    "Hallo, wann wird meine bestellung endlich verschickt? Steht seit ner Woche auf 'in Bearbeitung'",
    "morgen",
    "heute",
  ],
  ["where-is-my-order/late", "shipped", "Wo bleibt mein Paket?? Sollte schon Freitag da sein und brauch das zum Geburtstag 🎂", "morgen"],
  ["where-is-my-order/not-moving", "shipped", "die Sendungsverfolgung steht seit tagen auf dem selben Stand. ist das paket verloren?"],
  [
    "where-is-my-order/delivered-not-received",
    "delivered",
    "laut DHL zugestellt aber hier ist nix angekommen, auch nicht beim Nachbarn",
    "erstatten",
  ],
  ["change-or-cancel/cancel", "unshipped", "Bitte stornieren Sie meine Bestellung, hab mich verklickt", "storniert"],
  ["change-or-cancel/change-item", "unshipped", "kann ich noch die farbe ändern? hätte lieber schwarz statt rosa"],
  [
    "wrong-or-missing/wrong-item",
    "delivered",
    "Ich habe einen völlig falschen Artikel bekommen, bestellt war ne Mütze, im Paket ist eine Handyhülle??",
  ],
  ["wrong-or-missing/wrong-variant", "delivered", "falsche Farbe geliefert. blau statt grün, bitte um Lösung"],
  ["wrong-or-missing/missing-item", "delivered", "Im Paket fehlt ein Teil, es waren zwei Seren bestellt und nur eins drin"],
  ["damaged/with-photo", "delivered", "Glas total zerbrochen angekommen, siehe Foto. Will mein Geld zurück!!", "Geld zurück", "erstatten"],
  ["damaged/without-photo", "delivered", "Der Deckel ist kaputt und alles ausgelaufen 😡"],
  ["damaged/stopped-working", "delivered", "Lampe geht nach 2 Tagen nicht mehr an. funktioniert einfach nicht mehr", "Garantie"],
  ["size-and-fit/too-small", "delivered", "Die Leggings ist viel zu klein, trage sonst M"],
  ["size-and-fit/which-size", "none", "Welche Größe brauche ich bei 1,68 und 65 kg?"],
  ["return-how-to/how", "delivered", "Wie funktioniert die Rücksendung? und muss ich das Porto zahlen", "kostenlos"],
  ["return-how-to/label", "delivered", "Ich brauche ein Retourenlabel, in der App find ich keins"],
  [
    "refund-status/not-received",
    "returned",
    "hab die Ware vor 2 Wochen zurückgeschickt und immer noch keine Erstattung bekommen",
    "morgen",
    "heute",
  ],
  ["price-and-promotion/coupon", "unshipped", "Der Gutscheincode GLOW10 geht nicht, warum?", "20%"],
  ["price-and-promotion/live-offer", "none", "im Live gestern hieß es 2 für 1, aber im Warenkorb ist es der volle Preis?"],
  ["product-question/what-is-in-it", "none", "Ist das Serum vegan und welche Inhaltsstoffe sind drin?"],
  ["stock/restock", "none", "Wann ist die grüne Variante wieder auf Lager?", "nächste Woche"],
  ["authenticity/doubt", "none", "ist das original oder fake? der preis ist schon verdächtig"],
  ["address-change/before-shipping", "unshipped", "Bitte an eine andere Adresse schicken: Rosenweg 14, bin umgezogen"],
  ["invoice/request", "delivered", "Bräuchte bitte noch eine Rechnung mit MwSt für die Firma, danke"],
  ["abuse/insult", "none", "ihr seid so ein dreckiger abzocker laden, idioten alle zusammen"],
];

const spanish: Row[] = [
  ["where-is-my-order/not-shipped", "unshipped", "hola cuando envían mi pedido?? lleva 6 días en preparación", "mañana", "hoy"],
  ["where-is-my-order/late", "shipped", "Mi paquete tenía que llegar el viernes y aún no ha llegado, dónde está?", "mañana"],
  ["where-is-my-order/not-moving", "shipped", "el seguimiento no se mueve desde hace días, se perdió o qué 😫"],
  [
    "where-is-my-order/delivered-not-received",
    "delivered",
    "dice entregado pero yo no recibí nada!! ni mi vecino tampoco",
    "reembolsaremos",
  ],
  ["change-or-cancel/cancel", "unshipped", "quiero cancelar el pedido porfa, lo compré dos veces por error", "cancelado"],
  ["change-or-cancel/change-item", "unshipped", "puedo cambiar el color antes de que lo envíen? quiero el negro y no el rosa"],
  ["wrong-or-missing/wrong-item", "delivered", "me llegó otra cosa, pedí una gorra y me mandaron una funda jajaja"],
  ["wrong-or-missing/wrong-variant", "delivered", "recibí el color equivocado, azul en vez de verde"],
  ["wrong-or-missing/missing-item", "delivered", "Falta un producto en la caja, eran dos sérums y solo vino uno"],
  ["wrong-or-missing/empty-parcel", "delivered", "LA CAJA LLEGÓ VACÍA!! esto es un chiste o qué", "reembolso completo"],
  ["damaged/with-photo", "delivered", "llegó todo roto, mira la foto. quiero mi dinero de vuelta", "devolveremos"],
  ["damaged/without-photo", "delivered", "la tapa venía rota y se derramó todo el producto"],
  ["damaged/stopped-working", "delivered", "la lámpara dejó de funcionar a los 2 días, no enciende", "garantizamos"],
  ["size-and-fit/too-large", "delivered", "me queda enorme, es demasiado grande, suelo usar S"],
  ["size-and-fit/which-size", "none", "qué talla me recomiendas? mido 1,65 y peso 60 kg"],
  ["return-how-to/how", "delivered", "cómo hago para devolver esto? y quién paga el envío de vuelta?", "gratis"],
  ["return-how-to/exchange", "delivered", "Me gustaría hacer un cambio por otra talla, cómo se hace el cambio?"],
  ["refund-status/not-received", "returned", "todavía no me llega el reembolso y ya devolví todo hace 2 semanas!!", "mañana", "hoy"],
  ["price-and-promotion/coupon", "unshipped", "el cupón GLOW10 no funciona, me sale inválido", "20%"],
  ["price-and-promotion/price", "none", "por qué ayer el precio era más barato? me pueden hacer un descuento?", "descuento del"],
  ["product-question/how-to-use", "none", "cómo se usa el sérum, antes o después de la crema? soy de piel sensible"],
  ["stock/availability", "none", "tienen disponible el verde en talla L? hay stock?"],
  ["authenticity/doubt", "none", "es original o es copia? no quiero que sea falso"],
  ["address-change/after-shipping", "shipped", "me equivoqué de dirección y el pedido ya va en camino, pueden cambiar la dirección?"],
  ["invoice/request", "delivered", "Buenos días, necesito factura con mi RFC por favor"],
];

const french: Row[] = [
  [
    "where-is-my-order/not-shipped",
    "unshipped",
    "bonjour quand est-ce que ma commande sera expédiée? toujours en préparation depuis 6 jours 🙄",
    "demain",
    "aujourd'hui",
  ],
  ["where-is-my-order/late", "shipped", "Mon colis devait arriver vendredi et toujours rien, il est où svp ??", "demain"],
  ["where-is-my-order/not-moving", "shipped", "le suivi ne bouge plus depuis des jours, il est perdu mon colis ?"],
  [
    "where-is-my-order/delivered-not-received",
    "delivered",
    "c marqué livré mais j'ai rien reçu, ni chez le voisin ni au gardien",
    "rembourserons",
  ],
  ["change-or-cancel/cancel", "unshipped", "je veux annuler ma commande svp je l'ai passée 2 fois par erreur", "annulée"],
  ["change-or-cancel/change-item", "unshipped", "Est-ce que je peux changer la couleur avant l'envoi ? Noir au lieu de rose"],
  ["wrong-or-missing/wrong-item", "delivered", "j'ai reçu un mauvais article, commandé un bonnet et reçu une coque de téléphone mdr"],
  ["wrong-or-missing/wrong-variant", "delivered", "Mauvaise couleur reçue, bleu au lieu de vert"],
  ["wrong-or-missing/missing-item", "delivered", "il manque un produit dans le colis, deux sérums commandés un seul reçu"],
  ["damaged/with-photo", "delivered", "Arrivé complètement cassé, voir la photo. Je veux être remboursée !", "rembourserons", "remboursée"],
  ["damaged/without-photo", "delivered", "le couvercle est cassé et tout a coulé dans le carton 😤"],
  ["damaged/stopped-working", "delivered", "La lampe ne marche plus après 2 jours, elle ne s'allume plus", "garantissons"],
  ["size-and-fit/too-small", "delivered", "le legging est beaucoup trop petit, je fais du M d'habitude"],
  ["size-and-fit/which-size", "none", "quelle taille prendre pour 1m65 et 58 kilos ?"],
  ["return-how-to/how", "delivered", "Comment je fais pour retourner l'article ? et les frais de retour c'est pour qui", "gratuit"],
  ["return-how-to/deadline", "delivered", "J'ai combien de jours pour le renvoyer ? quel est le délai de retour", "60 jours"],
  [
    "refund-status/not-received",
    "returned",
    "toujours pas de remboursement reçu alors que j'ai renvoyé il y a 2 semaines !!",
    "demain",
    "aujourd'hui",
  ],
  ["refund-status/wrong-amount", "refunded", "Le montant du remboursement n'est pas bon, il me manque une partie", "50 €"],
  ["price-and-promotion/coupon", "unshipped", "le code promo GLOW10 ne marche pas, code invalide", "20%"],
  ["price-and-promotion/live-offer", "none", "pendant le live hier vous avez dit 1 acheté 1 offert et là je paye plein pot ??", "offert"],
  ["product-question/what-is-in-it", "none", "Il y a quoi dans la composition du sérum ? c'est vegan ?"],
  ["stock/restock", "none", "quand est-ce que le vert revient en stock ?", "semaine prochaine"],
  ["authenticity/proof", "none", "vous avez un certificat d'authenticité ? c'est un vrai ?"],
  ["creator/sample", "none", "coucou je suis créatrice tiktok 45k abonnés, vous envoyez des échantillons pour une vidéo ?"],
  ["thanks/thanks", "delivered", "merci beaucoup c'est parfait, super vendeur ❤️"],
];

const italian: Row[] = [
  [
    "where-is-my-order/not-shipped",
    "unshipped",
    "ciao quando spedite il mio ordine?? è fermo in lavorazione da 6 giorni",
    "domani",
    "oggi",
  ],
  ["where-is-my-order/late", "shipped", "Dove è il mio pacco? doveva arrivare venerdì e non c'è ancora niente", "domani"],
  ["where-is-my-order/not-moving", "shipped", "il tracking è bloccato da giorni, è andato perso?"],
  [
    "where-is-my-order/delivered-not-received",
    "delivered",
    "risulta consegnato ma non ho ricevuto nulla, neanche il portiere",
    "rimborseremo",
  ],
  ["change-or-cancel/cancel", "unshipped", "vorrei annullare l'ordine grazie, l'ho fatto due volte per sbaglio", "annullato"],
  ["change-or-cancel/change-quantity", "unshipped", "Potete aggiungere altri due pezzi allo stesso ordine? ho sbagliato la quantità"],
  ["wrong-or-missing/wrong-item", "delivered", "mi è arrivato l'articolo sbagliato, avevo ordinato un cappello e c'era una cover boh"],
  ["wrong-or-missing/wrong-variant", "delivered", "Colore sbagliato, blu invece di verde"],
  ["wrong-or-missing/missing-item", "delivered", "nel pacco manca un prodotto, ne avevo ordinati due e c'è solo uno"],
  ["damaged/with-photo", "delivered", "arrivato tutto rotto guardate la foto, rivoglio i soldi 😠", "rimborseremo", "restituiremo"],
  ["damaged/without-photo", "delivered", "il tappo è rotto ed è uscito tutto il prodotto"],
  ["damaged/stopped-working", "delivered", "La lampada non funziona più dopo 2 giorni, non si accende", "garantiamo"],
  ["size-and-fit/too-large", "delivered", "mi sta troppo grande, di solito porto una S"],
  ["size-and-fit/which-size", "none", "che taglia devo prendere? sono alta 1,65 e peso 58 kg"],
  ["return-how-to/how", "delivered", "Come faccio a fare il reso? e chi paga la spedizione", "gratis"],
  ["return-how-to/label", "delivered", "mi serve l'etichetta per il reso, nell'app non la trovo"],
  ["refund-status/not-received", "returned", "non ho ancora ricevuto il rimborso, ho rispedito tutto 2 settimane fa!!", "domani", "oggi"],
  ["refund-status/rejected", "refused", "perché avete rifiutato il mio rimborso?? richiesta respinta senza motivo"],
  ["price-and-promotion/coupon", "unshipped", "il codice sconto GLOW10 non funziona", "20%"],
  ["price-and-promotion/price", "none", "ieri il prezzo era più basso, mi fate lo stesso prezzo?"],
  ["product-question/does-it-fit", "none", "la cover è compatibile con iphone 13 mini?"],
  ["stock/restock", "none", "quando torna disponibile il verde?", "settimana prossima"],
  ["authenticity/doubt", "none", "ma è originale o è un falso? prezzo troppo basso"],
  ["invoice/request", "delivered", "Buongiorno, mi serve la fattura con partita IVA, grazie"],
  ["creator/collaboration", "none", "Ciao! sono una creator e vorrei proporvi una collaborazione per un video 🎥"],
];

const thai: Row[] = [
  ["where-is-my-order/not-shipped", "unshipped", "ร้านส่งของเมื่อไหร่คะ สั่งไป 6 วันแล้วยังไม่จัดส่งเลย 😭", "พรุ่งนี้", "วันนี้"],
  ["where-is-my-order/late", "shipped", "ของยังไม่มาเลยค่ะ บอกว่าจะถึงวันศุกร์ นี่เลยมาแล้ว", "พรุ่งนี้"],
  ["where-is-my-order/not-moving", "shipped", "สถานะพัสดุไม่ขยับเลยหลายวันแล้ว ของหายรึเปล่า"],
  ["where-is-my-order/delivered-not-received", "delivered", "ขึ้นว่าจัดส่งสำเร็จแต่ยังไม่ได้รับของเลยค่ะ", "คืนเงินให้"],
  ["change-or-cancel/cancel", "unshipped", "ขอยกเลิกออเดอร์ได้มั้ยคะ กดซ้ำสองรอบ", "ยกเลิกให้"],
  ["change-or-cancel/change-item", "unshipped", "ขอเปลี่ยนสีก่อนส่งได้ไหมคะ เอาสีดำแทนสีชมพู"],
  ["wrong-or-missing/wrong-item", "delivered", "ได้ของผิดค่ะ สั่งหมวกแต่ได้เคสมือถือ 555"],
  ["wrong-or-missing/wrong-variant", "delivered", "ส่งมาผิดสีค่ะ สั่งเขียวได้น้ำเงิน"],
  ["wrong-or-missing/missing-item", "delivered", "ของไม่ครบค่ะ สั่งเซรั่ม 2 ขวด ได้มาขวดเดียว"],
  ["damaged/with-photo", "delivered", "ของแตกหมดเลย ดูรูปที่ส่งไปนะคะ ขอเงินคืนด้วย", "คืนเงินให้"],
  ["damaged/without-photo", "delivered", "ฝาแตก หกเลอะกล่องหมดเลยค่ะ"],
  ["damaged/stopped-working", "delivered", "โคมไฟใช้ได้ 2 วันก็พังแล้ว เปิดไม่ติด", "รับประกัน"],
  ["size-and-fit/too-small", "delivered", "ใส่ไม่ได้ค่ะ ไซส์เล็กไป ปกติใส่ M", "คืนเงินให้"],
  ["size-and-fit/which-size", "none", "สูง 160 หนัก 55 ใส่ไซส์ไหนดีคะ"],
  ["return-how-to/how", "delivered", "คืนสินค้ายังไงคะ แล้วใครออกค่าส่ง", "ฟรี"],
  ["return-how-to/deadline", "delivered", "คืนของได้ภายในกี่วันคะ", "60 วัน"],
  ["refund-status/not-received", "returned", "ส่งคืนไป 2 อาทิตย์แล้ว ยังไม่ได้เงินคืนเลยค่ะ", "พรุ่งนี้", "วันนี้"],
  ["price-and-promotion/coupon", "unshipped", "คูปอง GLOW10 ใช้ไม่ได้ค่ะ ขึ้นว่าโค้ดไม่ถูกต้อง", "20%"],
  ["price-and-promotion/live-offer", "none", "ในไลฟ์เมื่อวานบอก 1 แถม 1 ทำไมในตะกร้าราคาเต็มคะ", "แถมให้"],
  ["product-question/how-to-use", "none", "serum ตัวนี้ใช้ยังไงคะ ทาก่อนหรือหลังครีม"],
  ["stock/restock", "none", "สีเขียวของเข้าเมื่อไหร่คะ รออยู่", "สัปดาห์หน้า"],
  ["authenticity/doubt", "none", "ของแท้มั้ยคะ ราคาถูกจัง กลัวปลอม", "100%"],
  ["address-change/before-shipping", "unshipped", "ขอเปลี่ยนที่อยู่จัดส่งหน่อยค่ะ พอดีย้ายบ้าน"],
  ["invoice/request", "delivered", "ขอใบกำกับภาษีด้วยค่ะ"],
  ["thanks/thanks", "delivered", "ได้รับของแล้วค่ะ ขอบคุณมากนะคะ ชอบมาก 🥰"],
];

const of = (language: string, marketplace: string, rows: Row[]): EvalTicket[] =>
  rows.map(([about, situation, message, ...forbidden]) => ({ language, marketplace, about, situation, message, forbidden }));

export const TICKETS: EvalTicket[] = [
  ...of("en", "GB", english),
  ...of("de", "DE", german),
  ...of("es", "MX", spanish),
  ...of("fr", "FR", french),
  ...of("it", "IT", italian),
  ...of("th", "TH", thai),
];
