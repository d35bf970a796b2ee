/** Ways out of the conversation in somebody's words: addresses with and without their scheme, dotted in words or in brackets, e-mail addresses,
 *  telephone numbers and names of other messengers. And long numbers, which name an order or a parcel. Pure. */
import { type Found, findAll } from "./plain.ts";

/** Ends of names that are hardly words; two letters are words in some language and count only in small letters. */
const LONG_ENDS =
  "com|net|org|info|biz|shop|store|online|site|xyz|app|dev|link|click|live|page|top|vip|club|pro|tech|cloud|zip|mov|example|test|invalid|xn--[a-z0-9-]+";
const SHORT_ENDS = "[a-z]{2}";
const LABEL = "[\\p{L}\\d](?:[\\p{L}\\d-]{0,61}[\\p{L}\\d])?";
const DOT = "(?:\\.|。|\\s?[\\[({]\\s?(?:\\.|dot|punkt|punto|point)\\s?[\\])}]\\s?)";

const SCHEMED = /\b(?:[a-z][a-z0-9+.-]{1,15}:\/\/|www\.|mailto:|tel:|javascript:|data:[a-z]+\/)[^\s<>"'）】]*[^\s<>"'）】.,;:!?)\]]/giu;
const MARKDOWN = /\]\(\s*[^)\s]+\s*\)/gu;
const MAIL = new RegExp(`[\\p{L}\\d._%+-]{1,64}(?:@|\\s?[\\[(]\\s?(?:at|@)\\s?[\\])]\\s?)${LABEL}(?:${DOT}${LABEL})+`, "giu");
const LONG_NAME = new RegExp(
  `(?<![\\p{L}\\d@.-])(?:${LABEL}${DOT})+(?:${LONG_ENDS})(?![\\p{Script=Latin}\\d-])(?:[/?#:][^\\s<>"']*)?`,
  "giu",
);
const SHORT_NAME = new RegExp(`(?<![\\p{L}\\d@.-])(?:${LABEL}\\.)+${SHORT_ENDS}(?![\\p{Script=Latin}\\d.-])(?:[/?#][^\\s<>"']*)?`, "gu");
const SPELT = /(?<![\p{L}\d])[\p{L}\d-]{2,40}\s(?:dot|punkt|punto|point)\s(?:com|net|org|shop|store|info|de|es|fr|it|uk)(?![\p{L}\d])/giu;
const ADDRESS_NUMBER = /(?<![\d.])\d{1,3}(?:\.\d{1,3}){3}(?::\d+)?(?:\/\S*)?(?![\d.])/gu;
const ELSEWHERE =
  /(?<!\p{L})(?:whats ?app|telegram|wechat|we chat|weixin|微信|viber|signal app|skype|discord|facebook|messenger|instagram|paypal|line id|ไลน์ ?ไอดี|snapchat|venmo|zelle|cash ?app|western union)(?!\p{L})/giu;
const HANDLE = /(?<![\p{L}\d@.])@[\p{L}\d_.]{3,30}/gu;

const PHONE =
  /(?<![\p{L}\d])(?:\+|00)\d(?:[\s()./-]{0,3}\d){6,14}(?![\p{L}\d])|(?<![\p{L}\d.,])\(?0\d(?:[\s()/-]{0,2}\d){6,12}(?![\p{L}\d])/gu;
/** At least six digits in one word of eight signs or more: ids, tracking numbers, accounts. */
const NUMBER = /(?<![\p{L}\d])(?=[\p{Lu}\d-]{7,})(?=(?:[^\d\s]*\d){6})[\p{Lu}\d]+(?:-[\p{Lu}\d]+)*(?![\p{L}\d])/gu;

const whole = ([all]: RegExpExecArray) => all;

export function findLinks(text: string): Found<string>[] {
  return [MAIL, SCHEMED, MARKDOWN, LONG_NAME, SHORT_NAME, SPELT, ADDRESS_NUMBER, HANDLE, ELSEWHERE].flatMap((pattern) =>
    findAll(text, pattern, whole),
  );
}

export function findNumbers(text: string): Found<string>[] {
  return [PHONE, NUMBER].flatMap((pattern) => findAll(text, pattern, whole));
}

/** Without a scheme, "www." and what ends a sentence: two ways of writing the same address are one. */
export const bareLink = (link: string) =>
  link
    .toLowerCase()
    .replace(/^[a-z]+:\/\//, "")
    .replace(/^www\./, "")
    .replace(/[/.]+$/, "");

export const bareNumber = (number: string) => number.replace(/[^\p{L}\d]/gu, "").toUpperCase();
