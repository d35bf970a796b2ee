// Bytes somebody uploaded: chat images, served back under the address that was handed out. Refuses to keep more than a shelf full;
// the oldest go first.
import { type Core, seconds } from "./core/core.ts";
import { drawWord } from "./core/ids.ts";
import type { ImageFacts } from "./wire/image.ts";

export interface StoredFile {
  name: string;
  mime: string;
  base64: string;
  width: number;
  height: number;
  createTime: number;
}

const FILES_KEPT_MAX = 200;

/** The name is drawn, never taken from the upload: it becomes part of an address. */
export function keepFile(core: Core, bytes: Uint8Array, facts: ImageFacts): StoredFile {
  const name = `${drawWord(core.chance("tokens"), 20)}.${facts.extension}`;
  const base64 = Buffer.from(bytes).toString("base64");
  const file: StoredFile = { name, mime: facts.mime, base64, width: facts.width, height: facts.height, createTime: seconds(core) };
  core.state.files[name] = file;
  const names = Object.keys(core.state.files);
  for (const old of names.slice(0, Math.max(0, names.length - FILES_KEPT_MAX))) delete core.state.files[old];
  core.changed();
  return file;
}

export const fileAddress = (core: Core, file: StoredFile): string => `${core.origin}/files/${file.name}`;
