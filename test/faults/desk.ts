// A person at the desk, as the browser talks to the Worker on the platform: cookies kept, our own origin, and the same click sent again
// when the answer got lost. Sessions are rows from the start, for a password's hash costs more than a whole history.
import { createHmac } from "node:crypto";
import { keepNewest, type Newest } from "../../web/newest.ts";
import { hashToken, sessionCookie } from "../../worker/team/session.ts";
import type { Platform } from "./platform/index.ts";

export const APP_URL = "https://desk.example.com";
export const SESSION_SECRET = "a session secret that is only good for tests, 40+";
const SESSION_TOKEN = "the-token-of-the-admin-at-the-desk";
export const ADMIN = { id: "usr_ana", name: "Ana Admin", email: "ana@example.com" };

const SESSION_DAYS = 400;
const MS_PER_DAY = 86_400_000;
/** A browser gives a click up after this many tries. */
const TRIES_MAX = 6;
const TRY_AGAIN_MS = 1_500;

export interface Answer<T = unknown> {
  /** Zero when the connection broke and nobody knows. */
  status: number;
  body: T;
  headers: Headers;
}

/** Everything a person's session is made of that must never be read anywhere. */
export const SESSION_SECRETS = [SESSION_SECRET, SESSION_TOKEN];

export class Desk {
  private readonly platform: Platform;
  private readonly cookies = new Map<string, string>();
  private readonly newest: Newest;

  /** One window of the person; `newest` is what it carries of what it read. */
  constructor(platform: Platform, newest = keepNewest(() => {})) {
    this.platform = platform;
    this.newest = newest;
    const signature = createHmac("sha256", SESSION_SECRET).update(SESSION_TOKEN).digest("base64");
    this.cookies.set(sessionCookie(APP_URL), encodeURIComponent(`${SESSION_TOKEN}.${signature}`));
  }

  /** One request, one answer. A GET of a page answers no JSON; its body is null. */
  async ask<T = unknown>(method: string, path: string, body?: unknown): Promise<Answer<T>> {
    const headers: Record<string, string> = { origin: APP_URL, cookie: this.cookieHeader() };
    if (body !== undefined) headers["content-type"] = "application/json";
    const send = (carried: Record<string, string>) => {
      const init = { method, headers: { ...headers, ...carried }, ...(body === undefined ? {} : { body: JSON.stringify(body) }) };
      return this.platform.fetch(new Request(APP_URL + path, init));
    };
    try {
      const response = await this.newest.carry(method, send);
      this.keepCookies(response);
      const text = await response.text();
      const isJson = response.headers.get("content-type")?.includes("json");
      return { status: response.status, body: (isJson ? JSON.parse(text) : null) as T, headers: response.headers };
    } catch {
      // The connection broke: the request may have been carried out.
      return { status: 0, body: null as T, headers: new Headers() };
    }
  }

  /** The same request until somebody answers it for good, as a person with a flaky line does. */
  async insist<T = unknown>(method: string, path: string, body?: unknown): Promise<Answer<T>> {
    for (let left = TRIES_MAX - 1; ; left -= 1) {
      const answer = await this.ask<T>(method, path, body);
      if ((answer.status > 0 && answer.status < 500) || left === 0) return answer;
      await this.platform.pause(TRY_AGAIN_MS);
    }
  }

  /** A line to the desk, as a page's. */
  listen(path: string): ReturnType<Platform["connect"]> {
    const headers = { origin: APP_URL, cookie: this.cookieHeader(), upgrade: "websocket" };
    return this.platform.connect(new Request(APP_URL + path, { headers }));
  }

  private keepCookies(response: Response): void {
    for (const line of response.headers.getSetCookie()) {
      const [pair = ""] = line.split(";");
      const at = pair.indexOf("=");
      this.cookies.set(pair.slice(0, at), pair.slice(at + 1));
    }
  }

  private cookieHeader(): string {
    return [...this.cookies].map(([name, value]) => `${name}=${value}`).join("; ");
  }
}

/** The admin as setting up and signing in leave them in the tables. */
export function seatAdmin(platform: Platform, now: number): Desk {
  const { id, name, email } = ADMIN;
  // A history goes on for days, and somebody is at the page all the time.
  const ends = now + SESSION_DAYS * MS_PER_DAY;
  platform.database
    .prepare("INSERT INTO user (id, name, email, email_verified, role, created_at, updated_at) VALUES (?, ?, ?, 1, 'admin', ?, ?)")
    .all(id, name, email, now, now);
  platform.database
    .prepare("INSERT INTO session (id, token, user_id, expires_at, created_at, updated_at) VALUES ('ses_ana', ?, ?, ?, ?, ?)")
    .all(hashToken(SESSION_TOKEN), id, ends, now, ends);
  return new Desk(platform);
}
