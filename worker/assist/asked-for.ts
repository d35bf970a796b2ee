/** What a buyer speaks of, of what only a shop may promise, in the languages buyers write: said in a summary as their wish it is no promise of ours.
 *  A table. Pure. */
import type { Promised } from "../claims/promises.ts";

const SPOKEN_OF: Record<Promised, RegExp> = {
  refund:
    /refund|reimburs|money\s+back|erstatt|geld\s+(?:zurück|wieder)|reembols|devoluci|devuelv|devolv|rembours|rimbors|soldi\s+indietro|คืนเงิน|เงินคืน|退款|退钱|返金|hoàn tiền|uang kembali|terugbetal|zwrot/iu,
  replacement:
    /replac|exchang|new\s+one|another\s+one|swap|ersatz|umtausch|austausch|tauschen|neue[ns]?\b|reemplaz|cambi|otr[oa]\b|nuev[oa]|remplac|échang|un autre|sostitu|cambio|altro\b|เปลี่ยน|ส่งใหม่|换|补发|重发|交換|đổi|ganti|vervang|wymian/iu,
  discount:
    /discount|coupon|voucher|\bcode\b|compensat|rabatt|gutschein|nachlass|entschädig|descuento|cup[oó]n|vale\b|compensa|réduction|remise|bon d|dédommag|sconto|buono|codice|ส่วนลด|คูปอง|โค้ด|ชดเชย|优惠|折扣|补偿|割引|クーポン|giảm giá|diskon|korting|zniżk/iu,
  free: /\bfree\b|no\s+(?:cost|charge)|kostenlos|gratis|umsonst|geschenk|gratuit|regalo|cadeau|omaggio|ฟรี|ของแถม|免费|赠|無料|miễn phí|tặng|za darmo/iu,
  guarantee:
    /guarant|promis|warrant|garant|versprech|verspricht|promet|prometi|promess|promett|assur|รับประกัน|สัญญา|保证|承诺|保証|cam kết|đảm bảo|jamin|beloof|gwaranc|obiec/iu,
  cancellation: /cancel|storn|anul|annul|ยกเลิก|取消|キャンセル|hủy|batal/iu,
  keep: /\bkeep\b|behalten|quedar|garder|conserver|tenere|tenerlo|เก็บ|保留|不用退/iu,
};

export const asksFor = (text: string): Set<Promised> =>
  new Set((Object.keys(SPOKEN_OF) as Promised[]).filter((what) => SPOKEN_OF[what].test(text)));
