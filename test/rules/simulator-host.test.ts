// The simulator as a process: a port, a file that outlives it, pushes over the real network, and connections that really break.
import { mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { type Hosted, type HostOptions, hostSimulator } from "../../simulator/host.ts";

const APP = {
  region: "US" as const,
  appKey: "hostedapp",
  appSecret: "s".repeat(40),
  redirectUrl: "https://app.example.test/callback",
  webhookUrl: "",
};

let folder: string;
let running: Hosted[];

beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), "simulator-"));
  running = [];
});
afterEach(async () => {
  await Promise.all(running.map((hosted) => hosted.close()));
  await rm(folder, { recursive: true });
});

async function host(options: Partial<HostOptions> = {}): Promise<Hosted> {
  const hosted = await hostSimulator({ port: 0, apps: [APP], ...options });
  running.push(hosted);
  return hosted;
}

async function close(hosted: Hosted): Promise<void> {
  running = running.filter((one) => one !== hosted);
  await hosted.close();
}

function openShop(hosted: Hosted) {
  const { world } = hosted.simulator;
  const seller = world.addSeller({ name: "GlowLab", shops: [{ region: "US" }] });
  const shopId = world.shops[0]?.id ?? "";
  const skuId = world.addProduct({ shopId, title: "Serum", skus: [{ name: "30 ml", price: 2400 }] }).skus[0]?.id ?? "";
  return { seller, place: () => world.placeOrder({ shopId, lines: [{ skuId }] }) };
}

describe("the hosted simulator", () => {
  it("answers on the port it names, pages and wire alike", async () => {
    const hosted = await host();
    expect(hosted.url).toMatch(/^http:\/\/localhost:\d+$/);
    expect(await (await fetch(hosted.url)).text()).toContain("Pretend TikTok Shop");
    const probe = await fetch(`${hosted.url}/authorization/202309/shops`);
    expect([probe.status, (await probe.json()) as unknown]).toEqual([400, expect.objectContaining({ code: 36009004, data: null })]);
  });

  it("keeps its world in a file across a restart, and takes the host's word for the addresses of an app", async () => {
    const snapshotFile = path.join(folder, "world.json");
    const first = await host({ snapshotFile });
    const order = openShop(first).place();
    await close(first);
    expect(await readdir(folder)).toEqual(["world.json"]);
    const second = await host({ snapshotFile, apps: [{ ...APP, webhookUrl: "http://127.0.0.1:9/hook" }] });
    expect(second.simulator.world.order(order.id)).toEqual(order);
    expect(second.simulator.world.apps).toMatchObject([{ appKey: APP.appKey, webhookUrl: "http://127.0.0.1:9/hook" }]);
  });

  it("refuses to start over a file it cannot read, and leaves it alone", async () => {
    const snapshotFile = path.join(folder, "world.json");
    await writeFile(snapshotFile, "{ half");
    await expect(host({ snapshotFile })).rejects.toThrow(SyntaxError);
    expect(await readFile(snapshotFile, "utf8")).toBe("{ half");
  });

  it("pushes over the network by itself, and tries again what was not accepted", async () => {
    const bodies: string[] = [];
    const receiver = createServer((request, response) => {
      let body = "";
      request.on("data", (part: Buffer) => {
        body += part.toString();
      });
      request.on("end", () => {
        bodies.push(body);
        response.writeHead(bodies.length === 1 ? 500 : 200).end();
      });
    });
    await new Promise<void>((resolve) => receiver.listen(0, "127.0.0.1", resolve));
    const webhookUrl = `http://127.0.0.1:${(receiver.address() as AddressInfo).port}/hook`;
    const hosted = await host({ apps: [{ ...APP, webhookUrl }] });
    hosted.simulator.faults.retryScale = 0.001;
    const { seller, place } = openShop(hosted);
    hosted.simulator.world.authorize({ appKey: APP.appKey, sellerId: seller.id });
    place();
    await expect
      .poll(() => hosted.simulator.world.webhookLog.map(({ ok, attempt }) => [ok, attempt]), { timeout: 5_000 })
      .toEqual([
        [false, 1],
        [true, 2],
      ]);
    expect(new Set(bodies).size).toBe(1);
    receiver.closeAllConnections();
    await new Promise((resolve) => receiver.close(resolve));
  });

  it("breaks the connection where a fault says so, and answers the next call", async () => {
    const hosted = await host();
    hosted.simulator.faults.raise({ kind: "refused", on: "shops.authorized", count: 1 });
    const call = () => fetch(`${hosted.url}/authorization/202309/shops`);
    await expect(call()).rejects.toThrow("fetch failed");
    expect((await call()).status).toBe(400);
  });
});
