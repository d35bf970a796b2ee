/** Months, weekdays and units of time as people write them, in the languages buyers write. Pure tables. */

/** January to December; the first of each is the whole word, others are short and read in their own language alone. */
const MONTHS: Record<string, string> = {
  en: "january jan|february feb|march mar|april apr|may|june jun|july jul|august aug|september sept sep|october oct|november nov|december dec",
  de: "januar jänner jan|februar feb|märz mär mrz|april apr|mai|juni jun|juli jul|august aug|september sep|oktober okt|november nov|dezember dez",
  es: "enero ene|febrero feb|marzo mar|abril abr|mayo may|junio jun|julio jul|agosto ago|septiembre setiembre sept sep|octubre oct|noviembre nov|diciembre dic",
  fr: "janvier janv|février fevrier févr fév|mars|avril avr|mai|juin|juillet juil|août aout|septembre sept|octobre oct|novembre nov|décembre decembre déc dec",
  it: "gennaio gen|febbraio feb|marzo mar|aprile apr|maggio mag|giugno giu|luglio lug|agosto ago|settembre set|ottobre ott|novembre nov|dicembre dic",
  pt: "janeiro jan|fevereiro fev|março mar|abril abr|maio mai|junho jun|julho jul|agosto ago|setembro set|outubro out|novembro nov|dezembro dez",
  nl: "januari jan|februari feb|maart mrt|april apr|mei|juni jun|juli jul|augustus aug|september sep|oktober okt|november nov|december dec",
  pl: "stycznia|lutego|marca|kwietnia|maja|czerwca|lipca|sierpnia|września|października|listopada|grudnia",
  id: "januari jan|februari feb|maret mar|april apr|mei|juni jun|juli jul|agustus agu|september sep|oktober okt|november nov|desember des",
  th: "มกราคม ม.ค.|กุมภาพันธ์ ก.พ.|มีนาคม มี.ค.|เมษายน เม.ย.|พฤษภาคม พ.ค.|มิถุนายน มิ.ย.|กรกฎาคม ก.ค.|สิงหาคม ส.ค.|กันยายน ก.ย.|ตุลาคม ต.ค.|พฤศจิกายน พ.ย.|ธันวาคม ธ.ค.",
};

/** Sunday to Saturday; only words that mean nothing else. */
const WEEKDAYS =
  "sunday sonntag domingo dimanche domenica zondag niedzielę niedziela วันอาทิตย์ 日曜日 星期日 星期天 周日|monday montag lunes lundi lunedì lunedi segunda-feira maandag poniedziałek senin วันจันทร์ 月曜日 星期一 周一|tuesday dienstag martes mardi martedì martedi terça-feira dinsdag wtorek selasa วันอังคาร 火曜日 星期二 周二|wednesday mittwoch miércoles miercoles mercredi mercoledì mercoledi quarta-feira woensdag środę środa rabu วันพุธ 水曜日 星期三 周三|thursday donnerstag jueves jeudi giovedì giovedi quinta-feira donderdag czwartek kamis วันพฤหัสบดี วันพฤหัส 木曜日 星期四 周四|friday freitag viernes vendredi venerdì venerdi sexta-feira vrijdag piątek jumat วันศุกร์ 金曜日 星期五 周五|saturday samstag sonnabend sábado sabado samedi sabato zaterdag sobotę sobota sabtu วันเสาร์ 土曜日 星期六 周六";

/** Hours each unit lasts; business days are days of their own kind. */
export const UNITS: [unit: "minute" | "hour" | "business-day" | "day" | "week" | "month" | "year", words: string][] = [
  [
    "business-day",
    "(?:business|working|work)[ -]?days?|werktage?n?|arbeitstage?n?|geschäftstage?n?|días? (?:hábil(?:es)?|laborables?)|dias? (?:hábil(?:es)?|laborables?|útil|úteis|uteis)|jours? (?:ouvrés?|ouvrables?)|giorn[oi] lavorativ[oi]|werkdag(?:en)?|dni robocz\\p{L}+|hari kerja|ngày làm việc|วันทำการ|営業日|个?工作日",
  ],
  ["minute", "minutes?|mins?|minuten?|minutos?|minut[oi]|menit|phút|นาที|分钟|分間|분"],
  ["hour", "hours?|hrs?|stunden?|std\\.?|horas?|heures?|or[ae]|uur|uren|godzin\\p{L}*|jam|giờ|tiếng|ชั่วโมง|ชม\\.|時間|个?小时|시간|h"],
  ["day", "days?|tage?n?|tägig\\p{L}*|días?|dias?|jours?|giorn[oi]|dag(?:en)?|dni|dzień|hari|ngày|วัน|日間|天|일"],
  ["week", "weeks?|wochen?|semanas?|semaines?|settiman[ae]|weken|tygodni\\p{L}*|minggu|tuần|สัปดาห์|อาทิตย์|週間|个?星期|周"],
  ["month", "months?|monate?n?|mes(?:es)?|mois|mes[ei]|mês|maand(?:en)?|miesi\\p{L}+|bulan|tháng|เดือน|か月|ヶ月|个月|개월"],
  ["year", "years?|jahre?n?|años?|ans?|années?|ann[oi]|anos?|jaar|jaren|lat|roku|tahun|năm|ปี|年間|年"],
];

const alternatives = (words: string[]) =>
  [...words]
    .sort((one, other) => other.length - one.length)
    .map((word) => word.replaceAll(".", "\\."))
    .join("|");

/** Words of months for texts of one language: every language's whole words, and the short ones of this language and English. */
export function monthsIn(language: string): { pattern: string; number: (word: string) => number } {
  const numbers = new Map<string, number>();
  for (const [tag, table] of Object.entries(MONTHS))
    for (const [at, names] of table.split("|").entries())
      for (const [place, name] of names.split(" ").entries())
        if (place === 0 || tag === language || tag === "en" || tag === "th") if (!numbers.has(name)) numbers.set(name, at + 1);
  return { pattern: alternatives([...numbers.keys()]), number: (word) => numbers.get(word.toLowerCase()) ?? 0 };
}

const weekdays = new Map(WEEKDAYS.split("|").flatMap((names, at) => names.split(" ").map((name) => [name, at] as const)));
export const WEEKDAY = alternatives([...weekdays.keys()]);
export const weekdayOf = (word: string) => weekdays.get(word.toLowerCase()) ?? 0;
