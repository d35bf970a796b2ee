/** A file somebody chose, as text. Spreadsheets save UTF-8, or UTF-16 and say so with its mark. */
export async function readText(file: File): Promise<string> {
  const bytes = new Uint8Array(await file.arrayBuffer());
  const isWide = bytes[0] === 0xff && bytes[1] === 0xfe;
  return new TextDecoder(isWide ? "utf-16le" : "utf-8").decode(bytes).replaceAll("\0", "");
}
