/** How promises are worded, in the languages buyers write: one expression for each kind and language, read without regard to case. A table. */

export type Promised = "refund" | "replacement" | "discount" | "free" | "guarantee" | "cancellation" | "keep";

/** "we'll gladly", "I have already": whoever speaks, and how sure they are of it. */
const WE =
  "\\b(?:we|i)(?:['’](?:ll|ve|re|m|d))?(?:\\s+(?:will|have|are|am|can|shall|would|could|just|already|now|gladly|happily|also|then|immediately|fully|be|been|going|to|happy|gonna|able|definitely|certainly|of|course|hereby|issue|send|offer|give|process|arrange|approve|approved|issued|sent|offered|given|processed|arranged|you|for))*\\s+(?:a|an|the|your|full|partial|complete|new|\\s)*";
const few = (most: number) => `(?:[^\\s.!?,;]+\\s+){0,${most}}?`;
const l = (words: string) => `(?<!\\p{L})(?:${words})(?!\\p{L})`;
const ASKED =
  "(?!\\s+(?:requests?|status|polic(?:y|ies)|questions?|case|form|application|process|team|options?|enquiry|inquiry|rules?)\\b)";

export const PROMISES: Record<Promised, Record<string, string>> = {
  refund: {
    en: `${WE}(?:refund(?:ed|ing|s)?|reimburs(?:e|ed|ing|ement)|money back|pay you back|return your money)\\b${ASKED}|\\byou(?:['’]ll| will| can| shall| are going to)\\s+${few(2)}(?:get|receive|be|have)\\s+${few(3)}(?:refund(?:ed)?|reimburse(?:d|ment)|(?:money|cash) back)\\b${ASKED}|\\b(?:full|immediate|instant|complete) refund\\b${ASKED}|\\b(?:is|are|was|were|been|be|being)\\s+(?:[^\\s.!?]+\\s+)?(?:refunded|reimbursed)\\b|\\brefunds?\\s+(?:of \\S+ )?(?:has|have|is|are|was|were|will)\\s+${few(2)}(?:issued|processed|approved|sent|completed|made|initiated|on its way|coming|granted|authori[sz]ed)\\b|\\b(?:issue|process|send|approve|initiate|grant|arrange|offer|authori[sz]e)(?:s|d|ing)?\\s+(?:you\\s+)?(?:a|the|your)\\s+(?:\\w+\\s+)?refund\\b${ASKED}|\\b(?:money|cash) back\\b`,
    de: l(
      `(?:rück|zurück)?erstatte(?:n|t|te)?|zurückerstattet|geld zurück(?!-)|(?:volle|vollständige|komplette)n?r? (?:rück)?erstattung|(?:erhalten|erhältst|bekommen|bekommst|veranlassen|überweisen)\\s+${few(4)}(?:rück)?erstattung|(?:rück)?erstattung\\s+(?:wird|wurde|ist|haben|veranlasst|kommt|erfolgt)`,
    ),
    es: l(
      `(?:te |le )?reembols(?:amos|aremos|aré|ado|ada|ará|arán|aremos)|(?:recibir|obtendr|tendr)(?:á|ás|án|e|emos)\\s+${few(2)}reembolso|reembolso (?:completo|total|íntegro|inmediato|(?:ha sido|será|está|fue) \\p{L}+)|(?:devolver(?:emos|é)|devolvemos|hemos devuelto)\\s+${few(2)}(?:dinero|importe)|(?:hacer|emitir|procesar|ofrecer)(?:emos|é|le|te|les)?\\s+(?:el|un|tu|su) reembolso|(?:hemos|he) (?:emitido|procesado|aprobado)\\s+${few(1)}reembolso`,
    ),
    fr: l(
      `rembours(?:ons|erons|erai|é|ée|és|ées|era|eront)|remboursement (?:complet|intégral|total|immédiat|a été \\p{L}+|sera \\p{L}+|est en)|recevrez\\s+${few(2)}remboursement|(?:allons|vais|pouvons|peux)\\s+${few(3)}rembourser`,
    ),
    it: l(
      `rimbors(?:iamo|eremo|erò|ato|ata|ati|erà|eranno)|rimborso (?:completo|totale|integrale|immediato|(?:è stato|sarà|verrà) \\p{L}+)|ricever(?:à|ai|ete)\\s+${few(2)}rimborso|(?:restituiamo|restituiremo)\\s+${few(3)}(?:soldi|denaro|importo)|(?:possiamo|posso)\\s+${few(2)}rimborsar\\p{L}+`,
    ),
    pt: l(
      `reembols(?:amos|aremos|arei|ado|ada|ará)|reembolso (?:completo|total|integral|imediato)|receberá\\s+${few(2)}reembolso|(?:devolveremos|devolverei|devolvemos)\\s+${few(2)}(?:dinheiro|valor)`,
    ),
    nl: l(
      `(?:betalen|storten)\\s+${few(4)}terug|terugbetaald|volledige terugbetaling|(?:krijgt|ontvangt)\\s+${few(3)}(?:geld terug|terugbetaling)`,
    ),
    pl: l(`zwróc(?:imy|ę)\\s+${few(2)}(?:pieniądze|pieniędzy|kwotę|koszty)|pełny zwrot`),
    id: l(
      `(?:akan|sudah|telah) (?:kami )?(?:refund|mengembalikan dana|kembalikan)|dana (?:anda )?(?:akan|sudah|telah) (?:di)?kembali\\p{L}*|uang (?:anda )?(?:akan )?kembali|refund penuh`,
    ),
    vi: l(`(?:sẽ|đã) (?:được )?hoàn (?:tiền|lại tiền|trả)|hoàn tiền (?:toàn bộ|đầy đủ|100%)`),
    th: "(?:จะ|ได้|ทำการ|ดำเนินการ)คืนเงิน|คืนเงินให้|คืนเงินเต็มจำนวน|ได้รับเงินคืน|คืนเงินเรียบร้อย",
    zh: "(?:会|將|将|已|已经|马上|立即|全额|為您|为您|给您|給您)(?:[^。，！？\\s]{0,6})退(?:款|钱|錢)|退款(?:已|会|将)",
    ja: "返金(?:いたします|します|させて|いたしました|しました|されます|いたしますので)|全額返金",
  },
  replacement: {
    en: `${WE}(?:replac(?:e|ed|ing|ement)|reship(?:ped)?|resend|re-?sent|new one|another one|exchange[ds]?)\\b${ASKED}|\\byou(?:['’]ll| will)\\s+${few(2)}(?:get|receive|have)\\s+${few(2)}(?:replacement|new (?:one|item|piece))\\b|\\b(?:send|sending|ship|shipping|sent|shipped|arrange|arranged|offer)\\s+(?:you\\s+|out\\s+)?(?:a|the|your)\\s+(?:\\w+\\s+)?(?:replacement|new one)\\b|\\breplacement (?:is|has been|was|will be) `,
    de: l(
      `(?:senden|schicken|liefern|erhalten|bekommen)\\s+${few(5)}(?:ersatz\\p{L}*|neue[ns]?\\s+(?:artikel|exemplar|paket|produkt|ware))|ersatz\\p{L}*\\s+(?:zu|zuschicken|senden|schicken|wird|wurde|ist unterwegs)|(?:ersetzen|tauschen)\\s+(?:wir|ich)|(?:wir|ich)\\s+(?:ersetzen|ersetze|tauschen|tausche)`,
    ),
    es: l(
      `(?:enviar(?:emos|é)|enviamos|mandaremos|mandamos|hemos enviado|recibirá[sn]?)\\s+${few(2)}(?:reemplazo|repuesto|otr[oa]|nuev[oa]|sustituci\\p{L}+)|(?:reemplazaremos|reemplazamos|cambiaremos|sustituiremos)`,
    ),
    fr: l(
      `(?:enverrons|enverrai|envoyons|renverrons|renvoyons|expédierons|recevrez|avons (?:r?envoyé|expédié))\\s+${few(3)}(?:remplacement|nouve(?:au|l|lle)|autre)|(?:remplacerons|remplaçons|échangerons|échangeons)`,
    ),
    it: l(
      `(?:invieremo|inviamo|spediremo|spediamo|manderemo|riceverà[i]?|abbiamo (?:inviato|spedito))\\s+${few(3)}(?:sostitu\\p{L}+|nuov[oa]|altr[oa]|ricambio)|(?:sostituiremo|sostituiamo|cambieremo)`,
    ),
    pt: l(
      `(?:enviaremos|enviamos|mandaremos|receberá)\\s+${few(2)}(?:substitu\\p{L}+|nov[oa]|outr[oa]|reposição)|(?:substituiremos|trocaremos)`,
    ),
    nl: l(`(?:sturen|verzenden|ontvangt|krijgt)\\s+${few(5)}(?:vervang\\p{L}+|nieuwe?)`),
    id: l(
      "(?:akan|sudah|telah) (?:kami )?(?:kirim(?:kan)?|mengirim(?:kan)?) (?:ulang|pengganti|barang pengganti|yang baru)|barang pengganti (?:akan|sudah)",
    ),
    vi: l("(?:sẽ|đã) (?:gửi|đổi) (?:lại|hàng mới|sản phẩm mới|hàng thay thế)|đổi (?:mới )?cho (?:bạn|anh|chị)"),
    th: "(?:จะ|ได้)(?:จัด)?ส่ง(?:สินค้า|ของ|ชิ้น)?(?:ชิ้น|ตัว|อัน)?(?:ใหม่|ทดแทน)|(?:จะ|ได้)?เปลี่ยน(?:สินค้า)?(?:ชิ้น|ตัว|อัน)?(?:ใหม่)?ให้|ส่ง(?:สินค้า|ของ)?(?:ใหม่|ทดแทน)ให้",
    zh: "(?:会|将|已|马上|立即|给您|为您)(?:[^。，！？\\s]{0,6})(?:补发|重发|换货|换新|补寄)",
    ja: "(?:代替品|交換品|新しいもの|代わりの商品)を(?:お送り|発送|送り)|交換(?:いたします|します|させて)",
  },
  discount: {
    en: `${WE}(?:\\w+\\s+){0,3}(?:discount|coupon|voucher|promo code|store credit|compensat(?:e|ed|ion))\\b|\\byou(?:['’]ll| will| can)\\s+${few(1)}(?:get|receive|have|use)\\s+${few(3)}(?:discount|coupon|voucher|store credit|compensation)\\b|\\b(?:use|with|here is|here['’]s)\\s+(?:the\\s+|your\\s+|a\\s+)?(?:code|coupon|voucher)\\b|\\b(?:half price|price match)\\b`,
    de: l(
      `(?:rabatt|gutschein|gutschrift|nachlass|entschädigung)\\p{L}*\\s+(?:von|für|zu|über|erhalten|geben|anbieten|in höhe)|(?:erhalten|bekommen|geben|schenken|bieten|gewähren)\\s+${few(5)}(?:rabatt|gutschein|gutschrift|nachlass|entschädigung)\\p{L}*|zum halben preis`,
    ),
    es: l(
      `(?:ofrece(?:mos|remos)|dar(?:emos|é)|damos|tendrá[sn]?|recibirá[sn]?|enviar(?:emos|é)|regalamos)\\s+${few(3)}(?:descuento|cup[oó]n|vale|compensaci[oó]n)|(?:usa|utiliza) el (?:código|cupón)`,
    ),
    fr: l(
      `(?:offrons|offrirons|accordons|donnons|recevrez|bénéfici\\p{L}+|envoyons|enverrons)\\s+${few(4)}(?:réduction|remise|coupon|bon d['’]achat|code promo|avoir|geste commercial|dédommagement)|utilisez le code`,
    ),
    it: l(
      `(?:offriamo|offriremo|diamo|daremo|riceverà[i]?|inviamo|invieremo|riconosciamo)\\s+${few(4)}(?:sconto|coupon|buono|voucher|risarcimento)|(?:usi|usa|utilizzi) il codice`,
    ),
    pt: l(`(?:oferecemos|daremos|damos|receberá|enviaremos)\\s+${few(3)}(?:desconto|cupom|cupão|vale|compensação)`),
    nl: l(`(?:geven|krijgt|ontvangt|bieden)\\s+${few(4)}(?:korting|kortingscode|tegoedbon|vergoeding)`),
    id: l("(?:akan|kami) (?:kami )?(?:berikan|beri|kirim(?:kan)?|memberikan) (?:\\p{L}+ ){0,2}(?:diskon|voucher|kupon|kompensasi)"),
    vi: l("(?:sẽ|xin) (?:tặng|gửi|giảm)(?: \\p{L}+){0,3} (?:mã giảm giá|voucher|giảm giá)|giảm giá cho (?:bạn|anh|chị)"),
    th: "(?:จะ|ขอ)?(?:มอบ|ให้|ส่ง|แจก)(?:\\S{0,8})(?:ส่วนลด|คูปอง|โค้ดส่วนลด)|ลดราคาให้|ชดเชยให้|จะชดเชย",
    zh: "(?:送您|给您|为您|会|赠送)(?:[^。，！？\\s]{0,8})(?:优惠券|折扣|补偿|代金券)",
    ja: "(?:クーポン|割引)を?(?:お送り|差し上げ|いたします|進呈)",
  },
  free: {
    en: "\\bfree (?:of charge|gift|replacement|shipping|return|returns|delivery|sample|item|product|exchange)\\b|\\bfor free\\b|\\b(?:at )?no (?:extra |additional )?(?:cost|charge)\\b|\\bon (?:us|the house)\\b|\\bcomplimentary\\b|\\bfree gift\\b",
    de: l(
      "kostenlos\\p{L}*|gratis|kostenfrei\\p{L}*|ohne (?:aufpreis|zusätzliche kosten|zusatzkosten)|geschenkt|auf unsere kosten|aufs haus",
    ),
    es: l("gratis|gratuit[oa]s?|sin (?:coste|costo|cargo)(?: adicional| alguno)?|de regalo|por nuestra cuenta"),
    fr: l("gratuit\\p{L}*|sans frais|offert[es]*|à nos frais|en cadeau"),
    it: l("gratis|gratuit\\p{L}+|senza (?:costi|spese)(?: aggiuntiv\\p{L})?|in omaggio|in regalo|a nostre spese"),
    pt: l("grátis|gratuit[oa]|sem custo\\p{L}*|de brinde"),
    nl: l("gratis|kosteloos|zonder extra kosten"),
    pl: l("za darmo|gratis|bezpłatn\\p{L}+"),
    id: l("gratis|tanpa biaya|cuma-cuma"),
    vi: l("miễn phí|tặng kèm"),
    th: "ฟรี|ไม่(?:มี|เสีย|คิด)ค่าใช้จ่าย|ไม่คิดเงิน|ของแถมให้",
    zh: "免费|免運|包邮|赠送",
    ja: "無料|送料は?当(?:店|社)負担",
  },
  guarantee: {
    en: "\\b(?:guarantee[ds]?|guaranteeing|(?:we|i)(?: can)? promise|you have (?:my|our) word|100 ?% (?:sure|certain)|warrant(?:y|ies) (?:covers|of|for)|without fail)\\b",
    de: l("garantiere?n?|garantiert|verspreche[n]?|versprochen|zusichern|sichern (?:ihnen|dir) zu|100 ?%ig"),
    es: l("garantiza(?:mos|do|da|r)?|garantizo|promet(?:o|emos)|le aseguramos|te aseguramos|te lo aseguro"),
    fr: l("garantissons|garantis|garantie? par|promettons|promets|je vous assure|nous vous assurons"),
    it: l("garantiamo|garantisco|garantit[oa]|promett(?:o|iamo)|le assicuriamo|ti assicuriamo|assicuriamo che"),
    pt: l("garantimos|garanto|garantido|promet(?:o|emos)"),
    nl: l("garanderen|gegarandeerd|beloven|beloofd"),
    pl: l("gwarantujemy|gwarantuję|obiecujemy|obiecuję"),
    id: l("kami jamin|dijamin|kami janji|saya janji"),
    vi: l("cam kết|đảm bảo|bảo đảm|xin hứa"),
    th: "รับประกัน|การันตี|สัญญาว่า|รับรองว่า",
    zh: "保证|承诺|一定会|包您",
    ja: "保証(?:いたします|します)|お約束|必ず(?:お届け|返金|発送)",
  },
  cancellation: {
    en: `${WE}(?:cancel(?:l?ed|l?ing)?)\\b|\\b(?:order|it) (?:is|was|has been|will be) cancell?ed\\b|\\byou(?:['’]ll| will) not be charged\\b`,
    de: l(
      `(?:haben|werden|wurde|wird|ist)\\s+${few(5)}storniert|(?:wir|ich) storniere?n?|storniere?n? (?:wir|ich)|werden\\s+${few(4)}stornieren`,
    ),
    es: l(`(?:hemos|he|ha sido|fue|está|será) cancelad[oa]|(?:hemos|he) cancelado|cancelar(?:emos|é)|(?:lo|la) cancelamos`),
    fr: l(`(?:avons|ai|a été|est|sera) annulée?|annuler(?:ons|ai)|annulons`),
    it: l(`(?:abbiamo|ho|è stato|sarà|verrà) annullat[oa]|annulleremo|annulliamo|annullerò`),
    pt: l(`(?:cancelamos|cancelaremos|foi cancelad[oa]|será cancelad[oa])`),
    nl: l(`(?:hebben|is|wordt)\\s+${few(4)}geannuleerd|annuleren (?:wij|we)|(?:wij|we) annuleren`),
    id: l("(?:akan|sudah|telah) (?:kami )?(?:di)?batalkan|pesanan (?:anda )?(?:telah|sudah) dibatalkan"),
    vi: l("(?:sẽ|đã) (?:được )?hủy"),
    th: "(?:จะ|ได้|ทำการ)(?:ทำการ)?ยกเลิก|ยกเลิก(?:คำสั่งซื้อ|ออเดอร์)?ให้|ยกเลิกเรียบร้อย",
    zh: "(?:已|会|将|为您|给您|已经)(?:[^。，！？\\s]{0,4})取消",
    ja: "キャンセル(?:いたしました|しました|いたします|します)",
  },
  keep: {
    en: "\\b(?:you (?:can|may|could)|please|feel free to|simply|just) keep (?:the|it|them|this|both|your)\\b|\\b(?:no need|need not|don['’]t need|do not need|don['’]t have|do not have|needn['’]t) (?:to )?(?:return|send (?:it|them|anything) back|ship (?:it|them) back)\\b",
    de: l(
      `(?:dürfen|können|kannst|darfst)\\s+${few(5)}behalten|(?:nicht|nichts)\\s+${few(2)}zurück(?:zu)?s\\p{L}*(?:en)?|müssen\\s+${few(4)}nicht\\s+${few(1)}zurück\\p{L}+`,
    ),
    es: l(
      `(?:puede[sn]?|podéis)\\s+${few(1)}(?:quedar(?:se|te)(?:lo|la|los|las)?|quedárse(?:lo|la)|quedárte(?:lo|la))|no (?:hace falta|es necesario|necesita[s]?|tiene[s]? que) (?:devolver|que (?:lo|la) devuelva)\\p{L}*`,
    ),
    fr: l(
      `(?:pouvez|peux)\\s+${few(2)}(?:garder|conserver)|(?:pas besoin|inutile|pas nécessaire) de (?:le |la |les |nous )*(?:retourner|renvoyer)`,
    ),
    it: l(
      `(?:può|puoi|potete)\\s+${few(1)}(?:tenere|tenerlo|tenerla|conservar\\p{L}+)|non (?:serve|è necessario|occorre|deve|devi) (?:restituir|rispedir|rimandar)\\p{L}+`,
    ),
    pt: l("pode ficar com|não (?:precisa|é necessário) devolver"),
    nl: l(
      "(?:mag|kunt|kan) (?:u |je |het |hem |ze )*(?:houden|behouden)|hoeft (?:u |je |het |hem )*niet (?:terug te sturen|te retourneren)",
    ),
    id: l("(?:tidak perlu|tak perlu) (?:di)?kembalikan|boleh (?:di)?simpan"),
    vi: l("không cần (?:trả|gửi) lại|có thể giữ lại"),
    th: "ไม่ต้อง(?:ส่ง)?(?:สินค้า|ของ)?คืน|ไม่ต้องส่งกลับ|เก็บ(?:สินค้า|ของ|ไว้)(?:ได้เลย|ไว้ได้)",
    zh: "不(?:用|需要|必)(?:退回|寄回)|可以留着",
    ja: "返送(?:は)?不要|ご返送の必要はありません",
  },
};
