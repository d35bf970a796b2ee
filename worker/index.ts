/** The doors, and nothing else: fetch, queue, scheduled, and the rooms. */
import { door } from "./api.ts";
import { type Env, openKit } from "./env.ts";
import type { Job } from "./jobs.ts";
import { takeRawMail } from "./mail/door.ts";
import { consume } from "./sync/consume.ts";
import { runRounds } from "./sync/cron.ts";
import { keepDeadLetters } from "./sync/letters.ts";

export { MailboxRoom } from "./mailbox/mailbox-room.ts";
export { AuthorizationRoom } from "./stores/authorization-room.ts";
export { QuotaRoom } from "./stores/quota-room.ts";
export { TicketRoom } from "./tickets/room.ts";

export default {
  fetch: (request, env, context) => door.fetch(request, env, context),
  queue: (batch, env, context) =>
    batch.queue.endsWith("-dead") ? keepDeadLetters(batch, env) : consume(batch, env, (work) => context.waitUntil(work)),
  email: async (message, env) => takeRawMail(await openKit(env), message),
  scheduled: (controller, env) => runRounds(controller.cron, env),
} satisfies ExportedHandler<Env, Job>;
