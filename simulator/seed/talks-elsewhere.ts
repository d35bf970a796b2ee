// The same in German, Spanish, Thai, Chinese and French: buyers write in their own language whatever the shop's is.
// Refuses machine-made sameness; each says something of its own.
import type { Talk, Turn } from "./talks-english.ts";

const talk = (language: string, about: Talk["about"], ...turns: Turn[]): Talk => ({ language, about, turns });

export const ELSEWHERE: readonly Talk[] = [
  talk(
    "de",
    "travelling",
    ["b", "@enter"],
    ["b", "Guten Tag, wo bleibt denn mein Paket? Laut {carrier} sollte es gestern kommen."],
    ["a", "Guten Tag {name}, die Sendung {tracking} liegt seit heute früh im Zustelldepot und kommt voraussichtlich morgen."],
    ["b", "Alles klar, vielen Dank für die schnelle Antwort!"],
  ),
  talk(
    "de",
    "arrived",
    ["b", "Die Leuchte flackert nach zehn Minuten. Ist das normal?"],
    ["b", "@photo:label on a box"],
    [
      "a",
      "Das sollte nicht passieren. Bitte laden Sie sie einmal ganz auf, vier Stunden am beiliegenden Kabel. Wenn es bleibt, tauschen wir sie aus.",
    ],
    ["b", "Flackert leider immer noch 😕"],
  ),
  talk("de", "waiting", ["b", "Kann ich noch die Hausnummer ändern? Es ist die 14b, nicht 14."], ["b", "@order"]),
  talk(
    "de",
    "arrived",
    ["b", "Grüße aus {town}! Das Set ist wunderschön, nur fehlte die Anleitung."],
    [
      "a",
      "Wie schön! Die Anleitung schicke ich Ihnen gern hier im Chat: Filter anfeuchten, 30 Sekunden quellen lassen, dann langsam aufgießen.",
    ],
  ),
  talk(
    "de",
    "any",
    ["b", "Liefern Sie auch nach Österreich?"],
    ["r", "Vielen Dank für Ihre Nachricht. Wir antworten werktags innerhalb von 24 Stunden."],
  ),
  talk(
    "es",
    "travelling",
    ["b", "Hola, ¿dónde está mi pedido? Lleva tres días en {carrier}"],
    ["b", "@order"],
    ["a", "¡Hola {name}! El paquete {tracking} salió ayer del centro de clasificación. Debería llegar a {town} mañana o pasado."],
    ["b", "Muchas gracias, muy amable"],
  ),
  talk("es", "arrived", ["b", "Buenas tardes, el {product} llegó abierto y se derramó todo"], ["b", "@photo:open parcel on a table"]),
  talk(
    "es",
    "waiting",
    ["b", "¿Puedo agregar otra pieza al mismo pedido antes de que lo envíen?"],
    ["a", "No se puede cambiar un pedido pagado, pero si hace otro hoy lo mandamos en la misma caja."],
    ["b", "perfecto, ahora lo hago"],
  ),
  talk(
    "th",
    "travelling",
    ["b", "@enter"],
    ["b", "สวัสดีค่ะ พัสดุถึงไหนแล้วคะ รอมาหลายวันแล้ว"],
    ["a", "สวัสดีค่ะคุณ{name} พัสดุหมายเลข {tracking} ถึงศูนย์คัดแยกแล้วค่ะ น่าจะถึงภายในวันพรุ่งนี้ค่ะ"],
    ["b", "ขอบคุณค่ะ 🙏"],
  ),
  talk("th", "waiting", ["b", "ขอเปลี่ยนที่อยู่จัดส่งได้ไหมครับ พอดีย้ายบ้าน"], ["b", "@order"]),
  talk(
    "th",
    "arrived",
    ["b", "ได้รับของแล้วค่ะ แต่แก้วแตกมา 1 ใบ"],
    ["b", "@photo:open parcel on a table"],
    ["a", "ต้องขออภัยอย่างสูงค่ะ ทางร้านจะส่งใบใหม่ให้ภายในวันนี้เลยนะคะ"],
    ["b", "ดีมากเลยค่ะ ขอบคุณมากค่ะ"],
  ),
  talk("th", "any", ["b", "@product"], ["b", "{product} มีสีอื่นอีกไหมคะ"], ["r", "ขอบคุณที่ติดต่อร้านบ้านสวนค่ะ แอดมินจะตอบกลับโดยเร็วที่สุดค่ะ"]),
  talk("th", "arrived", ["b", "สวยมากค่ะ สั่งซ้ำแน่นอน"], ["a", "ขอบคุณมากนะคะ ฝากรีวิวให้ร้านด้วยน้า 💛"]),
  talk("th", "waiting", ["b", "ของจะส่งวันไหนคะ จะใช้วันเสาร์นี้"]),
  talk(
    "zh",
    "travelling",
    ["b", "你好，我的包裹到哪里了？"],
    ["b", "@order"],
    ["a", "Hi {name}, parcel {tracking} reached the sorting centre today and should arrive in {town} within two days."],
    ["b", "好的，谢谢！"],
  ),
  talk("zh", "arrived", ["b", "收到的颜色和图片不一样，可以换货吗？"], ["b", "@photo:wrong colour"]),
  talk(
    "fr",
    "waiting",
    ["b", "Bonjour, est-ce que je peux encore annuler ma commande ?"],
    ["a", "Bonjour {name}, oui : tant qu'elle n'est pas expédiée, ouvrez la commande et choisissez Annuler."],
    ["b", "C'est fait, merci beaucoup"],
  ),
];
