// The module the Worker imports as `cloudflare:workers`: only the base class its Durable Objects extend.

export class DurableObject<Env = unknown> {
  protected ctx: unknown;
  protected env: Env;

  constructor(ctx: unknown, env: Env) {
    this.ctx = ctx;
    this.env = env;
  }
}
