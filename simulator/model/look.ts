// What the pretended model sees: photos that are drawn here are known again by their bytes, and it says what they were drawn for. Refuses to guess what
// anything else shows.
import { createHash } from "node:crypto";
import { pictureAt } from "../pictures.ts";
import type { Asked } from "./prompt.ts";

interface Known {
  en: string;
  de: string;
  es: string;
  zh: string;
  /** The complaint it bears out, as it begins. */
  shows: string;
}

const SCENES: Record<string, Known> = {
  "jar with a dented lid": {
    en: "A jar with a dented lid",
    de: "Ein Tiegel mit verbeultem Deckel",
    es: "Un tarro con la tapa abollada",
    zh: "瓶盖凹陷的罐子",
    shows: "damaged",
  },
  "broken pump": {
    en: "A bottle whose pump is broken off",
    de: "Eine Flasche mit abgebrochener Pumpe",
    es: "Un frasco con el dosificador roto",
    zh: "泵头断裂的瓶子",
    shows: "damaged",
  },
  "open parcel on a table": {
    en: "An open parcel with padding and nothing in it",
    de: "Ein offenes Paket mit Polster und nichts darin",
    es: "Un paquete abierto con relleno y nada dentro",
    zh: "打开的包裹，里面只有填充物",
    shows: "wrong-or-missing",
  },
  "wrong colour": {
    en: "The same thing in another colour",
    de: "Dasselbe in einer anderen Farbe",
    es: "Lo mismo en otro color",
    zh: "同款商品，颜色不同",
    shows: "wrong-or-missing",
  },
  "label on a box": {
    en: "A box with a shipping label",
    de: "Ein Karton mit Versandetikett",
    es: "Una caja con etiqueta de envío",
    zh: "贴有运单的纸箱",
    shows: "",
  },
};
const [WIDTH, HEIGHT] = [540, 720];

const hashOf = (bytes: Uint8Array | string) => createHash("sha256").update(bytes).digest("hex");
let scenes: Map<string, Known> | undefined;

function known(): Map<string, Known> {
  scenes ??= new Map(
    Object.entries(SCENES).flatMap(([scene, told]) => {
      const picture = pictureAt(`/images/photo/${encodeURIComponent(scene)}-${WIDTH}x${HEIGHT}.png`);
      return picture ? [[hashOf(picture.body), told] as const] : [];
    }),
  );
  return scenes;
}

export function look({ pictures, data }: Asked): Record<string, unknown> {
  const { claim = "", lines = [] } = (data ?? {}) as { claim?: string; lines?: { line: number }[] };
  const bytes = Buffer.from(pictures[0]?.split(",")[1] ?? "", "base64");
  const scene = known().get(hashOf(bytes));
  return {
    seen_en: scene?.en ?? "Nothing that could be told",
    seen_de: scene?.de ?? "Nichts, was sich sagen ließe",
    seen_es: scene?.es ?? "Nada que se pueda decir",
    seen_zh: scene?.zh ?? "无法辨认",
    fits: scene === undefined || scene.shows === "" ? "unclear" : claim.startsWith(scene.shows) ? "yes" : "no",
    line: scene !== undefined && lines.length === 1 ? (lines[0]?.line ?? null) : null,
  };
}
