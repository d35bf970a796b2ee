/** Days named by how far they are from today, in the languages buyers write. Pure table. */

interface Relative {
  /** An expression, read without regard to case. */
  words: string;
  /** Days from today, both ends included. */
  from: number;
  to: number;
  /** A word that means something else in other languages. */
  only?: string;
}

const word = (words: string) => `(?<![\\p{L}\\d])(?:${words})(?![\\p{L}\\d])`;
const day = (words: string, from: number, to = from, only?: string): Relative => ({ words, from, to, ...(only ? { only } : {}) });

/** The longer ones first: "day after tomorrow" is not tomorrow. */
export const RELATIVE: Relative[] = [
  day(
    word(
      "(?:the )?day after tomorrow|übermorgen|uebermorgen|pasado mañana|après[- ]demain|dopodomani|depois de amanhã|overmorgen|pojutrze|lusa|ngày kia",
    ),
    2,
  ),
  day("มะรืนนี้|มะรืน|明後日|后天|後天|모레", 2),
  day(word("the day before yesterday|vorgestern|anteayer|antes de ayer|avant[- ]hier|l'altro ieri|anteontem|eergisteren"), -2),
  day(word("tomorrow|tmrw|tmr|domani|demain|amanhã|amanha|jutro|besok|ngày mai"), 1),
  day("พรุ่งนี้|明日|明天|내일", 1),
  day("(?<!guten |am |jeden |heute |\\p{L})morgen(?!\\p{L})", 1, 1, "de"),
  day("(?<!goede|goede |van|\\p{L})morgen(?!\\p{L})", 1, 1, "nl"),
  day("(?<!(?:la|las|esta|buena|una) |\\p{L})mañana(?!\\p{L})", 1, 1, "es"),
  day(word("yesterday|gestern|ayer|ieri|ontem|gisteren|wczoraj|kemarin|hôm qua"), -1),
  day(word("hier"), -1, -1, "fr"),
  day("เมื่อวาน(?:นี้)?|昨日|昨天|어제", -1),
  day(
    word("today|tonight|heute|hoy|esta noche|aujourd['’]hui|ce soir|oggi|stasera|hoje|vandaag|vanavond|dzisiaj|dziś|hari ini|hôm nay"),
    0,
  ),
  day("วันนี้|คืนนี้|今日|今天|오늘", 0),
  day(
    word(
      "next week|nächste[rn]? woche|kommende[rn]? woche|(?:la )?(?:próxima semana|semana que viene)|(?:la )?semaine prochaine|(?:la )?(?:prossima settimana|settimana prossima)|próxima semana|semana que vem|volgende week|przyszłym tygodniu|minggu depan|tuần sau|tuần tới",
    ),
    1,
    13,
  ),
  day("สัปดาห์หน้า|อาทิตย์หน้า|来週|下周|下星期|다음 주", 1, 13),
  day(
    word(
      "this week|diese[rn]? woche|esta semana|cette semaine|questa settimana|deze week|minggu ini|tuần này|this weekend|am wochenende|este fin de semana|ce week-?end|questo fine settimana",
    ),
    0,
    7,
  ),
  day("สัปดาห์นี้|อาทิตย์นี้|今週|这周|本周|이번 주", 0, 7),
  day(
    word(
      "last week|letzte[rn]? woche|la semana pasada|la semaine dernière|la settimana scorsa|semana passada|vorige week|minggu lalu|tuần trước",
    ),
    -13,
    -1,
  ),
  day("สัปดาห์ที่แล้ว|อาทิตย์ที่แล้ว|先週|上周", -13, -1),
  day(
    word(
      "(?:in|within) (?:a few|a couple of|the next few|the coming) (?:business |working )?days|in (?:ein paar|wenigen|einigen|den nächsten) tagen|en (?:unos|pocos|algunos|los próximos)(?: pocos)? días|dans (?:quelques|les prochains) jours|(?:tra|fra|in|entro) (?:qualche giorno|pochi giorni|alcuni giorni)|em (?:alguns|poucos) dias|binnen (?:enkele|een paar) dagen|dalam beberapa hari|trong vài ngày",
    ),
    0,
    7,
  ),
  day("(?:ใน|ภายใน)?(?:ไม่กี่|2-3 )วัน|数日(?:以内|中)|几天内", 0, 7),
  day(
    word(
      "next month|nächsten monat|el próximo mes|el mes que viene|le mois prochain|il mese prossimo|il prossimo mese|próximo mês|mês que vem|volgende maand|bulan depan|tháng sau",
    ),
    1,
    61,
  ),
  day("เดือนหน้า|来月|下个月", 1, 61),
];
