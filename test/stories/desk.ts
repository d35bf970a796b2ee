// A person at the desk, as their browser talks to the Worker: cookies kept, JSON in and out, our own origin. Refusals come back as thrown
// problems, so that a story says which one it expects.
import WebSocket from "./socket.ts";

export interface ProblemDocument {
  status: number;
  kind: string;
  code: string;
  facts: Record<string, unknown>;
  reference: string;
}

export class Refused extends Error {
  readonly problem: ProblemDocument;
  constructor(method: string, path: string, problem: ProblemDocument) {
    super(`${method} ${path}: ${problem.status} ${problem.code} ${JSON.stringify(problem.facts)}`);
    this.problem = problem;
  }
}

export class Desk {
  readonly origin: string;
  readonly cookies = new Map<string, string>();

  constructor(origin: string) {
    this.origin = origin;
  }

  async signIn(email: string, password: string): Promise<void> {
    await this.post("/api/auth/sign-in/email", { email, password });
  }

  get = <T = unknown>(path: string) => this.ask<T>("GET", path);
  post = <T = unknown>(path: string, body: unknown) => this.ask<T>("POST", path, body);
  put = <T = unknown>(path: string, body: unknown) => this.ask<T>("PUT", path, body);
  patch = <T = unknown>(path: string, body: unknown) => this.ask<T>("PATCH", path, body);
  delete = <T = unknown>(path: string) => this.ask<T>("DELETE", path);

  async ask<T>(method: string, path: string, body?: unknown): Promise<T> {
    const response = await this.send(method, path, body);
    const answer = (await response.json()) as T;
    if (!response.ok) throw new Refused(method, path, answer as unknown as ProblemDocument);
    return answer;
  }

  /** The bare answer, for stories about headers and statuses. */
  async send(method: string, path: string, body?: unknown, headers: Record<string, string> = {}): Promise<Response> {
    const response = await fetch(this.origin + path, {
      method,
      redirect: "manual",
      headers: {
        origin: this.origin,
        cookie: this.cookieHeader(),
        ...(body === undefined ? {} : { "content-type": "application/json" }),
        ...headers,
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    for (const cookie of response.headers.getSetCookie()) {
      const [pair = ""] = cookie.split(";");
      const at = pair.indexOf("=");
      this.cookies.set(pair.slice(0, at), pair.slice(at + 1));
    }
    return response;
  }

  /** Follows a link as a browser does; answers the address of the page it was sent to. */
  async follow(url: string): Promise<URL> {
    const { pathname, search } = new URL(url);
    const response = await this.send("GET", pathname + search);
    const location = response.headers.get("location");
    if (!location) throw new Error(`no redirect from ${pathname}: ${response.status} ${await response.text()}`);
    return new URL(location, this.origin);
  }

  listen(path: string): Promise<WebSocket> {
    return WebSocket.open(this.origin.replace("http", "ws") + path, { origin: this.origin, cookie: this.cookieHeader() });
  }

  cookieHeader(): string {
    return [...this.cookies].map(([name, value]) => `${name}=${value}`).join("; ");
  }
}

/** The problem a call comes back with; fails when it succeeds. */
export async function refusal(call: Promise<unknown>): Promise<ProblemDocument> {
  try {
    await call;
  } catch (error) {
    if (error instanceof Refused) return error.problem;
    throw error;
  }
  throw new Error("expected a refusal, but it was done");
}
