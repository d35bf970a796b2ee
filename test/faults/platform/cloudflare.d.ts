// What the test project knows of Cloudflare's runtime by name. The Worker's own project has Cloudflare's
// types in full; both at once do not go with the DOM's.

declare module "cloudflare:workers" {
  export class DurableObject<Env = unknown> {
    constructor(ctx: unknown, env: Env);
    protected ctx: unknown;
    protected env: Env;
    fetch?(request: Request): Response | Promise<Response>;
    alarm?(info?: { retryCount: number; isRetry: boolean; scheduledTime: number }): void | Promise<void>;
    webSocketMessage?(ws: unknown, message: string | ArrayBuffer): void | Promise<void>;
    webSocketClose?(ws: unknown, code: number, reason: string, wasClean: boolean): void | Promise<void>;
    webSocketError?(ws: unknown, error: unknown): void | Promise<void>;
  }
}

declare const WebSocketPair: { new (): { 0: unknown; 1: unknown } };
declare const WebSocketRequestResponsePair: {
  new (request: string, response: string): { readonly request: string; readonly response: string };
};
