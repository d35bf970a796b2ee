// Which addresses the Worker asks when somebody else names them: files of TikTok's and browsers' push services. Each trick is one that has led a
// server somewhere it should not have gone.
import { expect, test } from "vitest";
import type { Kit } from "../../worker/env.ts";
import { isAskable } from "../../worker/notifications/device.ts";
import { askOutside, fetchable } from "../../worker/stores/download.ts";

const kitOf = (api: string) => ({ env: { TIKTOK_API_URL: api } }) as unknown as Kit;
const live = kitOf("https://open-api.tiktokglobalshop.com");
const local = kitOf("http://localhost:4000");

const TRICKS = [
  ..."http://p16.tiktokcdn.com/a.png|ftp://p16.tiktokcdn.com/a|file:///etc/passwd|gopher://p16.tiktokcdn.com/|data:image/png;base64,AA|blob:https://a.com/1".split(
    "|",
  ),
  ..."javascript:fetch(1)|ws://p16.tiktokcdn.com/|about:blank|//p16.tiktokcdn.com/a|/etc/passwd|p16.tiktokcdn.com/a|https://|https:///a|".split(
    "|",
  ),
  ..."https://127.0.0.1/|https://127.1/|https://2130706433/|https://0x7f000001/|https://0177.0.0.1/|https://0x7f.1/|https://0/|https://0.0.0.0/".split(
    "|",
  ),
  ..."https://10.0.0.1/|https://172.16.0.1/|https://192.168.1.1/|https://169.254.169.254/latest/meta-data/|https://100.64.0.1/|https://8.8.8.8/".split(
    "|",
  ),
  ..."https://[::1]/|https://[::]/|https://[::ffff:127.0.0.1]/|https://[::ffff:7f00:1]/|https://[fe80::1]/|https://[fd00:ec2::254]/|https://[2001:db8::1]/".split(
    "|",
  ),
  ..."https://１２７.０.０.１/|https://①②⑦.⓪.⓪.①/|https://127。0。0。1/|https://127.0.0.1./|https://localhost/|https://LOCALHOST/|https://localhost./".split(
    "|",
  ),
  ..."https://a.localhost/|https://metadata/|https://metadata.google.internal/|https://printer.local/|https://db.corp/|https://router.lan/|https://nas.home/".split(
    "|",
  ),
  ..."https://127.0.0.1.nip.io/|https://10-0-0-1.sslip.io/|https://www.192.168.0.1.xip.io/|https://localtest.me/|https://a.lvh.me/|https://x.onion/".split(
    "|",
  ),
  ..."https://me@p16.tiktokcdn.com/|https://p16.tiktokcdn.com:pw@127.0.0.1/|https://p16.tiktokcdn.com@evil.com/|https://p16.tiktokcdn.com:22/".split(
    "|",
  ),
  ..."https://p16.tiktokcdn.com:8443/|https://p16.tiktokcdn.com:80/|https://p16.tiktokcdn.com%2f@127.0.0.1/|https://p16.tiktok cdn.com/|https://1.1/".split(
    "|",
  ),
];

test("sixty tricks lead nowhere, in production and on a developer's machine", () => {
  expect(new Set(TRICKS).size).toBeGreaterThanOrEqual(60);
  expect(TRICKS.filter((url) => fetchable(live, url) !== null)).toEqual([]);
  // There TikTok itself is a port of this machine, in the clear; nothing else is let in by that.
  expect(TRICKS.filter((url) => fetchable(local, url) !== null)).toEqual([]);
  expect([null, undefined, 7, {}, ["https://a.com/"]].filter((url) => fetchable(live, url) !== null)).toEqual([]);
});

test("an ordinary address is asked as it stands, TikTok's own on a developer's machine too", () => {
  for (const url of [
    "https://p16-oec-ttp.tiktokcdn-us.com/a/b~tplv.jpeg?x=1",
    "https://xn--bcher-kva.com/ok",
    "https://HOST.example.com:443/",
  ])
    expect(fetchable(live, url)).toBe(new URL(url).href);
  expect(fetchable(local, "http://localhost:4000/files/1")).not.toBeNull();
  expect(fetchable(live, "http://localhost:4000/files/1")).toBeNull();
});

test("a forwarding is judged like the first address, and there are few of them", async () => {
  const asked: string[] = [];
  const leading = (places: Record<string, string>) => ({
    ...live,
    fetch: async ({ url, redirect }: Request) => {
      asked.push(`${redirect} ${url}`);
      const to = places[url];
      return to ? new Response(null, { status: 302, headers: { location: to } }) : new Response("here");
    },
  });
  const [first, second, third, fourth] = ["a", "b", "c", "d"].map((name) => `https://${name}.tiktokcdn.com/`) as [
    string,
    string,
    string,
    string,
  ];
  expect(await (await askOutside(leading({ [first]: second }), first))?.text()).toBe("here");
  expect(asked).toEqual([`manual ${first}`, `manual ${second}`]);
  for (const inside of ["https://169.254.169.254/", "http://a.tiktokcdn.com/", "//localhost/"]) {
    asked.length = 0;
    expect(await askOutside(leading({ [first]: inside }), first)).toBeNull();
    expect(asked).toHaveLength(1);
  }
  expect(await askOutside(leading({ [first]: second, [second]: third, [third]: fourth }), first)).toBeNull();
});

test("a push service is asked only where it is named", () => {
  const env = { PUSH_SERVICES: "fcm.googleapis.com,*.push.services.mozilla.com" };
  const isAsked = (address: string) => URL.canParse(address) && isAskable(env, address);
  expect(TRICKS.filter(isAsked)).toEqual([]);
  expect(
    [
      "https://evilfcm.googleapis.com/",
      "https://fcm.googleapis.com.evil.com/",
      "https://push.services.mozilla.com.evil.com/",
      "https://fcm.googleapis.com:22/",
      "https://me@fcm.googleapis.com/",
      "http://fcm.googleapis.com/",
    ].filter(isAsked),
  ).toEqual([]);
  expect(["https://fcm.googleapis.com/fcm/send/1", "https://updates.push.services.mozilla.com/wpush/v2/1"].filter(isAsked)).toHaveLength(2);
});
