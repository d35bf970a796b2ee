// Stands for Cloudflare Email Service on this machine: a Worker whose `send` takes what the real binding takes and hands it to the simulator,
// which shows it and says what became of it. An answer that never comes is an error without a code, as it is there.

const SOURCE = `
import { WorkerEntrypoint } from "cloudflare:workers";
const words = (bytes) => typeof bytes === "string" ? btoa(bytes) : Buffer.from(bytes).toString("base64");
export class Postbox extends WorkerEntrypoint {
  async send(mail) {
    const attachments = (mail.attachments ?? []).map((one) => ({ filename: one.filename, type: one.type, base64: words(one.content) }));
    const response = await fetch(this.env.SIMULATOR_URL + "/panel/api/takeMail", { method: "POST", body: JSON.stringify({ ...mail, attachments }) });
    const { result, error } = await response.json();
    if (!response.ok) throw new Error(error);
    return { messageId: result.messageId };
  }
}
export default { fetch: () => new Response(null, { status: 404 }) };
`;

/** The Worker, as Miniflare takes it. */
export const postboxWorker = (simulatorUrl: string, compatibilityDate: string) => ({
  name: "postbox",
  compatibilityDate,
  compatibilityFlags: ["nodejs_compat"],
  modules: [{ type: "ESModule", path: "postbox.js", contents: SOURCE }],
  bindings: { SIMULATOR_URL: simulatorUrl },
});

export const POSTBOX_BINDING = { name: "postbox", entrypoint: "Postbox" };
