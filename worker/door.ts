/** What every HTTP door shares: the kit a request works with, who is asking, problems as documents, the log line, and the refusal of
 *  requests that a page of ours did not make. Routes themselves hold no logic. */
import { zValidator } from "@hono/zod-validator";
import type { Context, MiddlewareHandler } from "hono";
import { createMiddleware } from "hono/factory";
import { HTTPException } from "hono/http-exception";
import * as z from "zod";
import { type Env, type Kit, machine, mintId, openKit } from "./env.ts";
import { writeLog } from "./log.ts";
import { brokenDocument, documentOf, Problem } from "./problem.ts";
import { TikTokFailure } from "./tiktok/failure.ts";

/** A request's session as the team room reads it; the door only carries it. */
export interface Asking {
  tokenHash: string;
  now: number;
}

export interface Door {
  Bindings: Env;
  Variables: { kit: Kit; asking: Asking | null; reference: string; startedAt: number };
}

/** A BCP 47 tag. */
export const languageTag = z.string().regex(/^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$/);

const BOOKMARK = "x-tillside-bookmark";
/** As D1 writes one; never the name of a way to ask. */
const BOOKMARK_FORM = /^[0-9a-f][0-9a-f-]{7,127}$/;

/** Questions that are the primary's whatever they carry: what opens a line, hands out much at once or judges the record must not be answered by a
 *  copy that has not heard yet that a right has ended. */
export const PRIMARY_QUESTIONS = [
  "/api/audit/check",
  "/api/audit/seals",
  "/api/backups/:id/file",
  "/api/buyer-files/:id",
  "/api/evidence-packs/:id/file",
  "/api/health",
  "/api/mailbox/live",
  "/api/orders/exports/:id/file",
  "/api/sessions",
  "/api/tickets/:id/live",
];
const IS_FOR_PRIMARY = new RegExp(`^(${PRIMARY_QUESTIONS.map((route) => route.replaceAll(/:\w+/g, "[^/]+")).join("|")})$`);

/** What was last read, where a copy may answer: a question that carries a bookmark and is not the primary's. */
export function bookmarkOf(method: string, address: string, carried: string | undefined): string | undefined {
  return method === "GET" && carried && BOOKMARK_FORM.test(carried) && !IS_FOR_PRIMARY.test(address) ? carried : undefined;
}

/** Opens the kit; a page's last D1 bookmark comes and goes in a header, so that a copy nearby may answer and nobody misses an own write. */
export function openDoor(readSession: (request: Request, env: Env, now: number) => Asking | null): MiddlewareHandler<Door> {
  return createMiddleware<Door>(async (c, next) => {
    const bookmark = bookmarkOf(c.req.method, c.req.path, c.req.header(BOOKMARK));
    const kit = await openKit(c.env, { bookmark, later: (work) => c.executionCtx.waitUntil(work) });
    c.set("kit", kit);
    c.set("reference", mintId(kit, "", 12));
    c.set("startedAt", kit.now());
    c.set("asking", readSession(c.req.raw, c.env, kit.now()));
    await next();
    const left = kit.db.bookmark;
    // What a change says of itself would leave out what rooms wrote for it: whoever changed something asks the primary next.
    if (left && c.req.method === "GET" && c.get("asking") && c.res.status !== 101) c.res.headers.set(BOOKMARK, left);
  });
}

/** The session of a route nobody may ask without one. Whether it still lives is decided where the answer is. */
export function askingOf(c: Context<Door>): Asking {
  const asking = c.get("asking");
  if (!asking) throw new Problem("signed-out", "signed-out");
  return asking;
}

/** Changes come only from our own pages: same origin, and never as a form a stranger's page could post (OWASP ASVS 3.5). */
export const refuseStrangers = createMiddleware<Door>(async (c, next) => {
  if (c.req.method !== "GET" && c.req.method !== "HEAD") {
    const origin = c.req.header("origin");
    if (origin !== new URL(c.env.APP_URL).origin) throw new Problem("forbidden", "foreign-origin");
    const type = c.req.header("content-type") ?? "";
    const isJson = type.startsWith("application/json") || (c.req.method === "DELETE" && type === "");
    // Neither a header of ours nor this type can come from a form on a stranger's page.
    const isUpload = c.req.header("x-tillside") === "upload" && (type.startsWith("image/") || type === "application/octet-stream");
    if (!isJson && !isUpload) throw new Problem("forbidden", "not-json");
  }
  await next();
});

/** What every answer says of itself unless it says otherwise: it is no page, stands in no frame, is what its type says and leads nowhere (OWASP
 *  ASVS 3.4). Pages of the build have theirs in web/public/_headers. */
const GUARDS = {
  "content-security-policy": "default-src 'none'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'",
  "x-content-type-options": "nosniff",
  "referrer-policy": "no-referrer",
  "strict-transport-security": "max-age=31536000; includeSubDomains",
  "cross-origin-resource-policy": "same-origin",
};

export const guardAnswers = createMiddleware<Door>(async (c, next) => {
  await next();
  if (c.res.status === 101) return;
  for (const [name, value] of Object.entries(GUARDS)) if (!c.res.headers.has(name)) c.res.headers.set(name, value);
});

/** Everything thrown below a door becomes a problem document here, and one log line says so. */
export function answerFailure(thrown: Error, c: Context<Door>): Response {
  const reference = c.get("reference") ?? "";
  if (thrown instanceof HTTPException) return thrown.getResponse();
  const problem = thrown instanceof TikTokFailure ? problemOf(thrown) : thrown instanceof z.ZodError ? invalid(thrown) : thrown;
  const document = problem instanceof Problem ? documentOf(problem, reference) : brokenDocument(reference);
  if (document.kind === "broken")
    writeLog(c.get("kit") ?? machine, { door: "http", route: c.req.routePath, verdict: "bug", reference, error: thrown });
  return c.body(JSON.stringify(document), document.status as 500, {
    "content-type": "application/problem+json",
    "cache-control": "no-store",
    // RFC 9110 §10.2.3.
    ...(document.kind === "too-many" ? { "retry-after": String(document.facts.seconds) } : {}),
  });
}

/** An address nobody serves. */
export const documentOf404 = (c: Context<Door>) => answerFailure(new Problem("missing", "address-missing"), c);

/** A failure at TikTok as people are told of it; what is our own mistake stays what it is. */
export function problemOf(failure: TikTokFailure): Problem | Error {
  const facts = { words: failure.words, code: failure.code, requestId: failure.requestId };
  switch (failure.verdict) {
    case "retry":
      return new Problem("unavailable", "tiktok-silent", facts);
    case "reauthorize":
      return new Problem("disconnected", "reauthorize", facts);
    case "rejected":
      return new Problem("rejected", "tiktok-refused", facts);
    case "bug":
      return failure;
  }
}

function invalid(error: z.ZodError): Problem {
  const issue = error.issues[0];
  return new Problem("invalid", "field-invalid", { field: issue?.path.join(".") ?? "", rule: issue?.code ?? "" });
}

/** One line per request, with what it cost. Never a body, a token or a query. */
export const logRequest = createMiddleware<Door>(async (c, next) => {
  await next();
  const kit = c.get("kit");
  const { trips, rowsRead, rowsWritten } = kit.db.meter;
  writeLog(kit, {
    door: "http",
    route: `${c.req.method} ${c.req.routePath}`,
    status: c.res.status,
    reference: c.get("reference"),
    ms: kit.now() - c.get("startedAt"),
    trips,
    rowsRead,
    rowsWritten,
  });
});

/** A JSON body in this shape; anything else is an invalid-field problem. */
export const jsonBody = <T extends z.ZodType>(schema: T) =>
  zValidator("json", schema, (read) => {
    if (!read.success) throw read.error;
    if (holdsBrokenText(read.data)) throw new Problem("invalid", "text-broken");
  });

/** NUL ends a text for SQLite (sqlite.org/nulinstr.html), and half a surrogate pair is no character of UTF-8 (RFC 3629 §3): neither would come
 *  back as it went in. */
function holdsBrokenText(value: unknown): boolean {
  if (typeof value === "string") return value.includes("\0") || !value.isWellFormed();
  if (typeof value !== "object" || value === null) return false;
  return Object.entries(value).some(([key, one]) => holdsBrokenText(key) || holdsBrokenText(one));
}

/** Query parameters in this shape. */
export const queryOf = <T extends z.ZodType>(schema: T) =>
  zValidator("query", schema, (read) => {
    if (!read.success) throw read.error;
  });
