// Words by which a question's class is told, as a table: what is rarer and tells more stands first, for the first row that fits wins. Languages: English,
// German, Spanish, French, Italian, Thai, some Chinese. Refuses grammar.

/** A class, then the patterns of any of which a message holds one; a line that begins with a space goes on with them. */
const TABLE = String.raw`
abuse/phishing
 verify your account | suspended | account.{0,20}(?:locked|gesperrt|bloqu) | log ?in here | click (?:the|this) link | passwor[dt] | haz clic | cliquez
 clicca | konto.{0,20}bestätig
abuse/spam
 followers | crypto | bitcoin | investment | loan | make money | work from home | seo | whatsapp me | geld verdienen | ganar dinero
 gagne[rz] de l'argent | guadagna | รายได้เสริม | 加微信
abuse/insult
 idiot | moron | f[u*]ck | stupid | arsch | idioten | hurensohn | imbécil | gilipollas | connard | bande de nuls | stronz | cretin | ไอ้ | 傻
creator/commission
 commission | kommission | provision | comisi[oó]n | commissione | คอมมิชชั่น | 佣金
creator/sample
 free sample | \bsamples?\b | gratismuster | \bmuster\b | muestra | échantillon | campione | ตัวอย่างสินค้า | 样品
creator/collaboration
 collab | creator | influencer | affiliate | promote your | kooperation | zusammenarbeit | colabora | partenariat | collabora | ร่วมงาน | 合作
invoice/correction
 (?:invoice|receipt|rechnung|factura|facture|fattura).{0,60}(?:wrong|correct|chang|falsch|korrig|änder|incorrect|mal\b|corrig|cambiar|erreur|erron|sbagliat|corregg)
 (?:wrong|correct|falsche|corregir|corriger|correggere).{0,40}(?:invoice|rechnung|factura|facture|fattura)
invoice/request
 invoice | \breceipt | rechnung | factura | facture | fattura | ใบกำกับ | ใบเสร็จ | 发票
authenticity/proof
 certificate | proof (?:that|of) | echtheitszertifikat | nachweis | certificad | certificat | certificato | ใบรับรอง
authenticity/doubt
 \bfake\b | authentic | genuine | counterfeit | \boriginal\b | fälschung | gefälscht | \becht | falso | auténtic | contrefaçon | authentique
 autentic | contraffatt | ของแท้ | ของปลอม | 正品 | 假货
price-and-promotion/coupon
 coupon | voucher | promo ?code | discount code | gutschein | rabattcode | cup[oó]n | c[oó]digo | code promo | codice | โค้ด | คูปอง | 优惠券
address-change/after-shipping
 (?:already )?(?:shipped|on its way|unterwegs|verschickt|enviado|en camino|expédié|spedito|ส่งแล้ว).{0,60}(?:address|adresse|direcci[oó]n|indirizzo|ที่อยู่)
 (?:redirect|umleiten|rediriger|reindirizza)
 (?:address|adresse|direcci[oó]n|indirizzo|ที่อยู่).{0,60}(?:already|schon|ya (?:está|ha|lo)|déjà|già|ส่งแล้ว)
address-change/before-shipping
 address | adresse | anschrift | direcci[oó]n | indirizzo | ที่อยู่ | 地址 | i(?:'ve| have)? moved | umgezogen
damaged/with-photo
 (?:broke|smash|damag|crack|leak|shatter|beschädigt|kaputt|zerbroch|zerbrochen|ausgelaufen|rot[oa]\b|dañad|cass[ée]|abîm|rotto|danneggiat|แตก|เสียหาย|พัง).{0,200}(?:photo|picture|pic\b|pics|foto|bild|imagen|รูป|📷|📸)
 (?:photo|picture|pics?\b|foto|bild|รูป|📷|📸).{0,120}(?:broke|smash|damag|crack|leak|beschädigt|kaputt|rot[oa]\b|dañad|cass[ée]|abîm|rott|danneggiat|แตก|เสียหาย)
refund-status/wrong-amount
 (?:refund|erstatt|reembols|rembours|rimbors|คืนเงิน|退款).{0,60}(?:only|less|wrong|missing|nur|weniger|falsch|zu wenig|solo|menos|seulement|moins|manque|meno|ไม่ครบ|少)
 only.{0,30}refund
refund-status/rejected
 (?:refund|return|erstatt|rückgabe|reembols|devoluc|rembours|retour|rimbors|reso|คืนเงิน).{0,60}(?:reject|denied|refused|declin|abgelehnt|rechazad|denegad|refusé|rejet|rifiutat|respint|ปฏิเสธ)
 (?:rejected|denied|declined).{0,40}(?:refund|return)
refund-status/not-received
 refund | money back | erstatt | geld zurück | reembols | devoluci[oó]n del dinero | mi dinero | rembours | rimbors | คืนเงิน | เงินคืน | 退款
damaged/stopped-working
 stopped working | (?:doesn'?t|does not|won'?t|not) (?:work|turn on|charge) | died after | funktioniert nicht | geht nicht mehr | nicht mehr an
 dejó de funcionar | no funciona | ne (?:fonctionne|marche) (?:plus|pas) | non funziona | ha smesso | ใช้ไม่ได้ | เปิดไม่ติด | 坏了
damaged/without-photo
 broke[n]?\b | damag | crack | leak | shatter | torn\b | scratch | beschädigt | kaputt | zerbroch | ausgelaufen | gerissen | kratzer | \brot[oa]s?\b
 dañad | cass[ée] | abîm | déchir | rott[oa] | danneggiat | แตก | เสียหาย | พัง | 破
wrong-or-missing/empty-parcel
 empty | nothing in(?:side)? | \bleer | vac[ií][oa] | \bvide\b | vuot | กล่องเปล่า | 空的
wrong-or-missing/wrong-variant
 wrong (?:colou?r|size|shade|variant) | falsche (?:farbe|größe|variante) | (?:color|talla|tono) equivocad | mauvais(?:e)? (?:couleur|taille|teinte)
 (?:colore|taglia) sbagliat | ผิดสี | ผิดไซส์
 (?:ordered|bestellt|pedí|commandé|ordinato).{0,30}(?:black|white|red|blue|schwarz|weiß|rot|blau|negro|blanco|rojo|noir|blanc|rouge|nero|bianco|rosso).{0,60}(?:got|received|bekommen|erhalten|recibí|llegó|reçu|ricevuto|arrivat)
wrong-or-missing/wrong-item
 wrong (?:item|product|thing|order|one) | (?:different|something else|other) (?:item|product) | something (?:completely )?(?:else|different)
 falsche[nrs]? (?:artikel|produkt|ware) | etwas (?:ganz )?anderes | otro producto | equivocad | (?:mauvais|autre) (?:article|produit)
 (?:prodotto|articolo) (?:sbagliat|divers) | ผิดชิ้น | ส่งผิด | 发错
  (?:ordered|bestellt|ped[ií]|commandé|ordinato|สั่ง).{0,40}(?:and|but|und|aber|y|pero|et|mais|e|ma|แต่).{0,12}(?:got|received|bekommen|me mandaron|reçu|ricevuto|ได้) | otra cosa | ผิด(?:ค่ะ|ครับ|ชิ้น)
wrong-or-missing/missing-item
 missing | only (?:got|received) (?:one|1|two|2) | fehlt | fehlen | nur (?:eins|eine|1)\b | falta | manque | manca | ไม่ครบ | ขาด | 少了
  supposed to be \d.{0,40}only
size-and-fit/too-small
 too (?:small|tight|short) | zu (?:klein|eng|kurz) | (?:muy|demasiado) (?:pequeñ|chic|estrech|cort) | me queda (?:pequeñ|chic)
 trop (?:petit|serré|court) | troppo (?:piccol|strett|cort) | เล็กไป | คับ | 太小
size-and-fit/too-large
 too (?:big|large|loose|long) | zu (?:groß|weit|lang)\b | (?:muy|demasiado) (?:grande|larg|anch) | me queda grande | trop (?:grand|large|long)
 troppo (?:grand|larg|lung) | ใหญ่ไป | หลวม | 太大
size-and-fit/which-size
 which size | what size | size (?:chart|guide) | welche größe | größentabelle | qué talla | quelle taille | che taglia | quale taglia | ไซส์ไหน
 ใส่ไซส์ | 尺码
return-how-to/label
 return label | (?:rücksende|retouren)(?:etikett|label|schein) | etiqueta | étiquette | etichetta | ใบปะหน้า
return-how-to/deadline
 how (?:long|many days).{0,40}(?:return|send (?:it )?back)
 (?:return|rückgabe|devolv|retour|reso).{0,40}(?:deadline|window|period|frist|plazo|délai|termine|until when) | bis wann.{0,40}zurück
 cuánto tiempo.{0,40}devol | combien de temps.{0,40}retour | quanto tempo.{0,40}(?:reso|restitu) | คืนได้ภายในกี่วัน
  คืน.{0,10}ภายในกี่วัน
return-how-to/exchange
 exchange | swap | umtausch | tauschen | cambiar(?:lo|la)? por | échang | cambiar(?:e|lo|la).{0,30}(?:taglia|colore) | เปลี่ยนสินค้า | เปลี่ยนไซส์
 换货
  un cambio
return-how-to/how
 return | send (?:it|this|them) back | zurückgeben | zurückschicken | zurücksenden | rücksend | devolv | retourner | renvoyer | restituire | \breso\b
 คืนสินค้า | ส่งคืน | 退货
change-or-cancel/cancel
 cancel | storn | abbestell | annull | annul | ยกเลิก | 取消
change-or-cancel/change-quantity
 (?:change|add|make it|instead).{0,40}(?:quantity|\b(?:two|three|2|3)\b|one more) | noch (?:eins|eine|einen) dazu | menge ändern
 (?:cambiar la cantidad|añadir otr) | (?:changer la quantité|ajouter) | (?:cambiare la quantità|aggiungere) | เพิ่มจำนวน | จำนวน
change-or-cancel/change-item
 change (?:my order|the colou?r|the size|it to|to) | (?:farbe|größe|bestellung) (?:noch )?(?:ändern|wechseln)
 cambiar (?:el|la|mi) (?:color|talla|pedido) | changer (?:la|le|ma|de) (?:couleur|taille|commande)
 (?:cambiare|modificare) (?:il|la|l')\s?(?:colore|taglia|ordine) | เปลี่ยนสี
price-and-promotion/live-offer
 \blive\b | stream | en directo | en direct | diretta | ไลฟ์ | 直播
price-and-promotion/price
 price | cheaper | discount | preis | billiger | günstiger | rabatt | precio | descuento | barato | \bprix\b | moins cher | prezzo | sconto | ราคา
 ลดราคา | 价格 | 便宜
stock/restock
 restock | back in stock | again available | wieder (?:da|verfügbar|rein|lieferbar) | nachschub | reponer | repon | vuelv.{0,20}(?:stock|tener)
 de nouveau (?:en stock|disponible) | réassort | (?:torna|ritorna|di nuovo) (?:disponibil|in stock) | เติมของ | ของเข้า | 补货
stock/availability
 in stock | available | sold out | verfügbar | ausverkauft | auf lager | vorrätig | disponib | agotad | en stock | épuisé | rupture | esaurit
 มีของไหม | หมด | 有货
where-is-my-order/delivered-not-received
 (?:says|marked|shows?|status).{0,30}delivered | delivered.{0,60}(?:not|never|nothing|don'?t|haven'?t)
 (?:zugestellt|geliefert).{0,60}(?:nicht|nichts|nie|kein) | entregad.{0,60}(?:no|nada|nunca) | livré.{0,60}(?:rien|pas|jamais)
 consegnat.{0,60}(?:non|niente|mai) | (?:จัดส่งสำเร็จ|ส่งสำเร็จ).{0,60}ไม่ | 显示.{0,10}签收
where-is-my-order/not-moving
 (?:tracking|status).{0,60}(?:not (?:mov|updat|chang)|stuck|same|hasn'?t|no update) | stuck | sendungs.{0,60}(?:nicht|nichts|steht|hängt)
 tracking.{0,60}(?:nichts|seit|steht|hängt|bloqué|fermo|parado) | (?:seguimiento|rastreo).{0,60}(?:no|parad|sin)
 suivi.{0,60}(?:pas|bloqué|rien|plus) | (?:tracciamento|spedizione).{0,60}(?:ferm|non) | (?:พัสดุ|สถานะ).{0,40}(?:ไม่ขยับ|ค้าง|ไม่อัปเดต)
 物流.{0,20}不动
  tracking.{0,20}blocc
where-is-my-order/late
 late\b | delay | should have (?:arrived|been) | was supposed to | overdue | verspät | zu spät | sollte (?:schon|gestern|längst) | längst | retras
 tard[eaó] | debía llegar | retard | devait arriver | ritardo | doveva arrivare | ช้า | เลยกำหนด | 迟
  (?:meant|supposed) to (?:come|arrive|be here) | when will it (?:be here|come|arrive) | cu[aá]ndo lleg | d[oó]nde est[aá] | ยังไม่(?:มา|ถึง)
where-is-my-order/not-shipped
 (?:not|hasn'?t|haven'?t|isn'?t).{0,20}(?:shipped|sent|dispatched) | when (?:will|do|are|is).{0,30}(?:ship|send|dispatch)
 noch nicht (?:verschickt|versendet|versandt|raus) | wann.{0,60}(?:verschickt|versendet|versand|geht.{0,20}raus) | (?:no|sin).{0,20}envi(?:ado|ar)
 cu[aá]ndo.{0,30}env[ií] | pas (?:encore )?(?:été )?(?:expédié|envoyé) | quand.{0,30}(?:expédi|envo) | non.{0,20}spedit | quando.{0,30}sped
 ยังไม่(?:ได้)?(?:จัด)?ส่ง | (?:จัด)?ส่งเมื่อไ | 还没发货 | 什么时候发货
where-is-my-order/late
 where.{0,20}(?:order|parcel|package|stuff|delivery) | wo (?:ist|bleibt|bleiben) | wann kommt | dónde está | cuándo lleg | où (?:est|en est)
 quand.{0,30}arriv | dov'?\s?è | quando arriva | (?:อยู่ที่ไหน|อยู่ไหน|ถึงไหน|เมื่อไหร่จะถึง|จะถึงเมื่อไ) | 在哪 | 什么时候到 | not (?:arrived|here|received)
 nicht (?:angekommen|da)\b | no (?:ha )?(?:llegado|me llega) | pas (?:arrivé|reçu) | non (?:è )?(?:arrivat|ricevut) | ยังไม่ได้รับ
product-question/what-is-in-it
 ingredient | contain | material | vegan | allerg | made of | inhaltsstoff | enthält | zusammensetz | ingrediente | contiene | composition | contient
 composizione | ส่วนผสม | 成分
product-question/does-it-fit
 fit (?:on|in|with|my) | compatible | work with | suitable for | passt | kompatibel | geeignet | sirve para | compatible con | compatible avec
 convient | compatibil | va bene per | adatto | ใช้กับ.{0,20}ได้ | 适合
product-question/how-to-use
 how (?:do|to|often|should|can) | use (?:it|this) | instruction | wie (?:oft|benutz|wend|verwend|lade|wasch) | anleitung | cómo (?:se )?us
 instrucciones | comment (?:utilis|ça|l') | mode d'emploi | come si us | istruzioni | ใช้ยังไง | วิธีใช้ | 怎么用
thanks/thanks
 thank | danke | gracias | merci | grazie | ขอบคุณ | 谢谢 | love it | ❤ | 😍
thanks/no-action
 ^\W*(?:ok(?:ay)?|got it|alright|fine|all good|sorted|passt|alles klar|vale|d'accord|va bene|perfetto|parfait|👍|โอเค|好的) | never ?mind | no worries
 hat sich erledigt | olvídalo | laisse[rz]? tomber | lascia stare | ไม่เป็นไร
`;

export const WORDS: [name: string, pattern: RegExp][] = TABLE.trim()
  .split(/\n(?=\S)/)
  .map((row) => {
    const [name = "", ...lines] = row.split("\n");
    return [name, new RegExp(lines.flatMap((line) => line.trim().split(" | ")).join("|"), "iu")];
  });
