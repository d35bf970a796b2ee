// Reads SQL just far enough to know where statements end, which parameters each one names, and what kind it
// is. Strings, quoted names, comments and trigger bodies are skipped; nothing is judged, SQLite does that.

export interface Statement {
  /** With parameters of a name numbered instead, for values are given in order. */
  text: string;
  /** The highest parameter number it uses: how many values it must be given. */
  parameters: number;
  /** Its first word, in capitals; empty when there is only comment or space. */
  verb: string;
  /** True when it cannot change anything. */
  readsOnly: boolean;
}

const TOKEN =
  /--[^\n]*|\/\*[\s\S]*?(?:\*\/|$)|'(?:[^']|'')*'|"(?:[^"]|"")*"|`(?:[^`]|``)*`|\[[^\]]*\]|\?\d*|[:@$][A-Za-z_]\w*|[A-Za-z_][\w$]*|;|\s+|[\s\S]/gy;
const READING = new Set(["SELECT", "VALUES", "EXPLAIN", ""]);
const WRITING = new Set(["INSERT", "UPDATE", "DELETE", "REPLACE"]);
const KEPT_MAX = 2_000;

const known = new Map<string, Statement[]>();

export function statementsIn(sql: string): Statement[] {
  const found = known.get(sql);
  if (found) return found;
  const statements = scan(sql);
  if (known.size >= KEPT_MAX) known.clear();
  known.set(sql, statements);
  return statements;
}

/** Walks the tokens of one text, handing out a statement at each semicolon that ends one. */
function scan(sql: string): Statement[] {
  const statements: Statement[] = [];
  let reading = new Reading();
  for (const [token] of sql.matchAll(TOKEN)) {
    if (token === ";" && reading.endsHere()) {
      statements.push(reading.statement());
      reading = new Reading();
    } else reading.take(token);
  }
  statements.push(reading.statement());
  return statements.filter(({ verb }) => verb !== "");
}

class Reading {
  private text = "";
  private readonly words: string[] = [];
  private readonly names = new Map<string, number>();
  private highest = 0;
  private writes = false;
  private before = "";

  take(token: string): void {
    const first = token[0] as string;
    const isNamed = token.length > 1 && (first === ":" || first === "@" || first === "$");
    this.text += isNamed ? `?${this.numberOf(token)}` : token;
    if (/^\s/.test(token) || token.startsWith("--") || token.startsWith("/*")) return;
    if (first === "?") this.highest = token.length > 1 ? Math.max(this.highest, Number(token.slice(1))) : this.highest + 1;
    else if (!isNamed) this.word(token.toUpperCase());
  }

  /** A semicolon within a trigger's body ends nothing; the one after its END does. */
  endsHere(): boolean {
    const isTrigger = this.words[0] === "CREATE" && (this.words[1] === "TRIGGER" || this.words[2] === "TRIGGER");
    if (!isTrigger || this.before === ";END") return true;
    this.before = ";";
    return false;
  }

  statement(): Statement {
    const verb = this.words[0] ?? "";
    return { text: this.text, parameters: this.highest, verb, readsOnly: READING.has(verb) || (verb === "WITH" && !this.writes) };
  }

  private numberOf(name: string): number {
    if (!this.names.has(name)) this.names.set(name, ++this.highest);
    return this.names.get(name) as number;
  }

  private word(word: string): void {
    if (this.words.length < 3) this.words.push(word);
    if (WRITING.has(word)) this.writes = true;
    this.before = this.before === ";" && word === "END" ? ";END" : word;
  }
}
