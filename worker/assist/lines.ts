/** What happens bit by bit, as lines of JSON (https://github.com/ndjson/ndjson-spec): each leaves as soon as it is there, and nothing is made before it
 *  is asked for. */

export function linesOf(all: AsyncGenerator<object, void, void>): ReadableStream<Uint8Array> {
  const encoder = new TextEncoder();
  return new ReadableStream({
    pull: async (controller) => {
      const { done, value } = await all.next();
      if (done) controller.close();
      else controller.enqueue(encoder.encode(`${JSON.stringify(value)}\n`));
    },
    // Whoever listened is gone: what it was made from ends as well.
    cancel: async () => void (await all.return()),
  });
}
