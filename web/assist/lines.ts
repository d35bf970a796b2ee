/** Lines of JSON as they come, each handed on as soon as it is whole. */
export async function* readLines<Line>(body: ReadableStream<Uint8Array>): AsyncGenerator<Line, void, void> {
  const reader = body.pipeThrough(new TextDecoderStream() as ReadableWritablePair<string, Uint8Array>).getReader();
  let rest = "";
  try {
    for (;;) {
      const { done, value } = await reader.read();
      if (done) return;
      const lines = (rest + value).split("\n");
      rest = lines.pop() ?? "";
      for (const line of lines) yield JSON.parse(line) as Line;
    }
  } finally {
    // Whoever stopped listening wants no more of it.
    void reader.cancel().catch(() => undefined);
  }
}
