// R2: what put answers, how a body is read, conditions, and how a list pages.
import type { R2ObjectBody } from "@cloudflare/workers-types";
import { type Behaviour, behaves, outcomeOf } from "./behaviour.ts";

export const buckets: Behaviour[] = [
  behaves(
    "put and get text",
    async ({ BUCKET, own }) => {
      await BUCKET.put(`${own}/a`, "words");
      return (await BUCKET.get(`${own}/a`))?.text();
    },
    "words",
  ),
  behaves(
    "put and get json",
    async ({ BUCKET, own }) => {
      await BUCKET.put(`${own}/a`, JSON.stringify({ a: 1 }));
      return (await BUCKET.get(`${own}/a`))?.json();
    },
    { a: 1 },
  ),
  behaves(
    "put bytes and read them",
    async ({ BUCKET, own }) => {
      await BUCKET.put(`${own}/a`, new Uint8Array([1, 2, 3]).subarray(1));
      return Array.from(new Uint8Array((await (await BUCKET.get(`${own}/a`))?.arrayBuffer()) ?? new ArrayBuffer(0)));
    },
    [2, 3],
  ),
  behaves(
    "a body as a stream",
    async ({ BUCKET, own }) => {
      await BUCKET.put(`${own}/a`, "streamed");
      return new Response((await BUCKET.get(`${own}/a`))?.body as never).text();
    },
    "streamed",
  ),
  behaves(
    "a body is read once",
    async ({ BUCKET, own }) => {
      await BUCKET.put(`${own}/a`, "once");
      const object = (await BUCKET.get(`${own}/a`)) as R2ObjectBody;
      return [object.bodyUsed, await object.text(), object.bodyUsed, await outcomeOf(() => object.text())];
    },
    [false, "once", true, "TypeError: Body has already been used. It can only be used once. Use tee() first if you need to read it twice."],
  ),
  behaves("what is not there", async ({ BUCKET, own }) => [await BUCKET.get(`${own}/none`), await BUCKET.head(`${own}/none`)], [
    null,
    null,
  ]),
  behaves(
    "what put and head tell",
    async ({ BUCKET, own }) => {
      const put = await BUCKET.put(`${own}/a`, "words", { httpMetadata: { contentType: "text/plain" }, customMetadata: { who: "ann" } });
      const head = await BUCKET.head(`${own}/a`);
      return [
        put.key === `${own}/a`,
        put.size,
        put.etag,
        put.httpEtag,
        head?.httpMetadata?.contentType ?? null,
        head?.customMetadata ?? null,
        head?.uploaded instanceof Date,
        head?.version === put.version,
      ];
    },
    [true, 5, "89759e1284e2479b991d2669de104942", '"89759e1284e2479b991d2669de104942"', "text/plain", { who: "ann" }, true, true],
  ),
  behaves(
    "put over what is there",
    async ({ BUCKET, own }) => {
      const first = await BUCKET.put(`${own}/a`, "one");
      const second = await BUCKET.put(`${own}/a`, "two");
      return [await (await BUCKET.get(`${own}/a`))?.text(), first?.version === second?.version];
    },
    ["two", false],
  ),
  behaves(
    "delete, also of many and of what is not there",
    async ({ BUCKET, own }) => {
      await BUCKET.put(`${own}/a`, "1");
      await BUCKET.put(`${own}/b`, "2");
      await BUCKET.delete([`${own}/a`, `${own}/none`]);
      await BUCKET.delete(`${own}/none`);
      return (await BUCKET.list({ prefix: `${own}/` })).objects.map(({ key }) => key.slice(own.length));
    },
    ["/b"],
  ),
  behaves(
    "a list is in order, by prefix, in pages",
    async ({ BUCKET, own }) => {
      for (const name of ["c", "a", "b"]) await BUCKET.put(`${own}/${name}`, name);
      const first = await BUCKET.list({ prefix: `${own}/`, limit: 2 });
      const second = await BUCKET.list({ prefix: `${own}/`, limit: 2, cursor: first.truncated ? first.cursor : "" });
      const names = (list: typeof first) => list.objects.map(({ key }) => key.slice(own.length + 1));
      return [names(first), first.truncated, names(second), second.truncated, (second as { cursor?: string }).cursor ?? null];
    },
    [["a", "b"], true, ["c"], false, null],
  ),
  behaves(
    "a delimiter folds",
    async ({ BUCKET, own }) => {
      for (const name of ["x/1", "x/2", "y"]) await BUCKET.put(`${own}/${name}`, name);
      const list = await BUCKET.list({ prefix: `${own}/`, delimiter: "/" });
      return [list.objects.map(({ key }) => key.slice(own.length)), list.delimitedPrefixes.map((prefix) => prefix.slice(own.length))];
    },
    [["/y"], ["/x/"]],
  ),
  behaves(
    "startAfter",
    async ({ BUCKET, own }) => {
      for (const name of ["a", "b"]) await BUCKET.put(`${own}/${name}`, name);
      return (await BUCKET.list({ prefix: `${own}/`, startAfter: `${own}/a` })).objects.length;
    },
    1,
  ),
  behaves(
    "put only if nothing is there",
    async ({ BUCKET, own }) => {
      const absent = { onlyIf: { etagDoesNotMatch: "*" } };
      const first = await BUCKET.put(`${own}/a`, "one", absent);
      const second = await BUCKET.put(`${own}/a`, "two", absent);
      return [first !== null, second, await (await BUCKET.get(`${own}/a`))?.text()];
    },
    [true, null, "one"],
  ),
  behaves(
    "get only if it changed",
    async ({ BUCKET, own }) => {
      const put = await BUCKET.put(`${own}/a`, "one");
      const same = await BUCKET.get(`${own}/a`, { onlyIf: { etagDoesNotMatch: put?.etag ?? "" } });
      return [same !== null, same !== null && "body" in same && same.body !== undefined];
    },
    [true, false],
  ),
  behaves(
    "a part of a body",
    async ({ BUCKET, own }) => {
      await BUCKET.put(`${own}/a`, "0123456789");
      return (await BUCKET.get(`${own}/a`, { range: { offset: 2, length: 3 } }))?.text();
    },
    "234",
  ),
  behaves(
    "put of null is an empty object",
    async ({ BUCKET, own }) => {
      await BUCKET.put(`${own}/a`, null);
      return (await BUCKET.head(`${own}/a`))?.size;
    },
    0,
  ),
  behaves(
    "a key of 1025 bytes",
    ({ BUCKET }) => outcomeOf(() => BUCKET.put("k".repeat(1_025), "x")),
    "Error: put: The specified object name is not valid. (10020)",
  ),
];
