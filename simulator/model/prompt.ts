// What a question says: which task it is, our words, and the material between the delimiters. Refuses questions it cannot read, as a server
// refuses a body that is none.

export interface Asked {
  model: string;
  /** "" where the question names none. */
  task: string;
  system: string;
  user: string;
  /** What stood between the delimiters; null where nothing did, or what stood there was no JSON. */
  data: unknown;
  schema: Schema | null;
  /** As they came: data addresses. */
  pictures: string[];
  isStreamed: boolean;
}

export interface Schema {
  type?: string | string[];
  enum?: unknown[];
  const?: unknown;
  properties?: Record<string, Schema>;
  items?: Schema;
  anyOf?: Schema[];
  maxItems?: number;
  minimum?: number;
  maximum?: number;
}

interface Part {
  type?: string;
  text?: string;
  image_url?: { url?: string };
}

/** Words for whoever wrote the client. */
export class Unreadable extends Error {
  override name = "Unreadable";
}

interface Body {
  model?: unknown;
  messages?: unknown;
  stream?: unknown;
  response_format?: { json_schema?: { name?: string; schema?: Schema } };
}

export function readAsked(body: unknown): Asked {
  const { model, messages, stream, response_format: format } = (body ?? {}) as Body;
  if (typeof model !== "string" || !Array.isArray(messages)) throw new Unreadable("'model' and 'messages' are required.");
  const said = (role: string) => (messages as { role?: string; content?: unknown }[]).filter((one) => one.role === role);
  const system = said("system").map(textOf).join("\n");
  const user = said("user").map(textOf).join("\n");
  const schema = format?.json_schema?.schema ?? null;
  const task = format?.json_schema?.name ?? /^task: (\w+)/.exec(system)?.[1] ?? "";
  const pictures = said("user").flatMap(({ content }) =>
    Array.isArray(content)
      ? (content as Part[]).flatMap(({ type, image_url }) => (type === "image_url" ? [image_url?.url ?? ""] : []))
      : [],
  );
  return { model, task, system, user, data: dataIn(user), schema, pictures, isStreamed: stream === true };
}

const textOf = ({ content }: { content?: unknown }): string =>
  typeof content === "string" ? content : Array.isArray(content) ? (content as Part[]).map(({ text }) => text ?? "").join("\n") : "";

function dataIn(user: string): unknown {
  const between = /<data>([\s\S]*?)<\/data>/.exec(user)?.[1];
  try {
    return between === undefined ? null : (JSON.parse(between) as unknown);
  } catch {
    return null;
  }
}

/** Every text in it, in order. */
export function textsIn(value: unknown): string[] {
  if (typeof value === "string") return [value];
  if (typeof value !== "object" || value === null) return [];
  return Object.values(value).flatMap(textsIn);
}

/** What buyers said, where the material tells who said what; else all of it. */
export function buyersWords({ data }: Asked): string {
  const { conversation, message } = (data ?? {}) as { conversation?: unknown; message?: unknown };
  if (typeof message === "string") return message;
  if (!Array.isArray(conversation)) return textsIn(data).join("\n");
  return (conversation as { by?: string; text?: unknown }[])
    .flatMap(({ by, text }) => (by === "buyer" && typeof text === "string" ? [text] : []))
    .join("\n");
}
