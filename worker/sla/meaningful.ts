/** Whether a person's answer counts for TikTok's response rate: TikTok asks for a meaningful reply and says that "Hi" or "Hello" is none (Seller
 *  University US, 24-hour response rate). Pure, and deliberately narrow: what it does not know for a courtesy counts. */

export type Counting = { counts: true } | { counts: false; because: "greeting" | "too-short" | "stalling" };

const CHARACTERS_MIN = 3;
/** A sentence of this many words says more than wait. */
const STALLING_WORDS_MAX = 12;

const GREETING =
  /^¡?(hi|hello|hey|dear|good (morning|afternoon|evening|day)|hola|buen[oa]s( (d[ií]as|tardes|noches))?|hallo|bonjour|ciao|สวัสดี(ค่ะ|ครับ)?|halo|selamat (pagi|siang|sore|malam)|xin chào)([\s,.!¡~]+(there|dear|friend|sir|madam|kak|bos|again|buen[oa]s( (d[ií]as|tardes|noches))?|👋|😊|🙂))*[\s,.!~👋😊🙂]*$/iu;
const STALLING =
  /\b(one|a|1) (moment|second|sec|minute|min)\b|\b(please wait|hold on|bear with me|just a (moment|sec|second|minute)|wait a (moment|second|minute)|un momento|einen moment|un instant|mohon (tunggu|ditunggu)|tunggu sebentar)\b|รอสักครู่/iu;

/** `text` is null for what is no text: a picture or a card says something. */
export function judgeReply(text: string | null): Counting {
  if (text === null) return { counts: true };
  const words = text.trim();
  if (GREETING.test(words)) return { counts: false, because: "greeting" };
  if ([...words].length < CHARACTERS_MIN) return { counts: false, because: "too-short" };
  if (STALLING.test(words) && words.split(/\s+/).length <= STALLING_WORDS_MAX) return { counts: false, because: "stalling" };
  return { counts: true };
}
