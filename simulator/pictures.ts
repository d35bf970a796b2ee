// Pictures for everything that has a name: products, profiles, and the photos buyers send. Drawn from the name alone, so that they are
// the same in every run and need no store. Refuses real images.
import { mixText } from "./core/chance.ts";
import { drawPng } from "./png.ts";

export const productPicture = (origin: string, name: string): string => `${origin}/images/product/${encodeURIComponent(name)}.svg`;
export const profilePicture = (origin: string, name: string): string => `${origin}/images/profile/${encodeURIComponent(name)}.svg`;
/** `scene` names what is on it; the size is part of the address. */
export const photo = (origin: string, scene: string, width: number, height: number): string =>
  `${origin}/images/photo/${encodeURIComponent(scene)}-${width}x${height}.png`;

const escapeXml = (text: string) => text.replace(/[<>&"']/g, (sign) => `&#${sign.charCodeAt(0)};`);

/** A still life of a bottle, a box or a bowl in the colours of the name. */
function drawProduct(name: string): string {
  const mixed = mixText(name);
  const hue = mixed % 360;
  const forms = [
    `<rect x="72" y="44" width="56" height="24" rx="6"/><rect x="56" y="72" width="88" height="96" rx="18"/>`,
    `<rect x="44" y="64" width="112" height="96" rx="8"/><path d="M44 92h112" stroke="#fff" stroke-width="6" opacity=".6"/>`,
    `<path d="M40 88h120a60 60 0 0 1-120 0z"/><ellipse cx="100" cy="88" rx="60" ry="12" opacity=".6"/>`,
    `<circle cx="100" cy="104" r="56"/><circle cx="100" cy="104" r="30" fill="#fff" opacity=".45"/>`,
  ];
  const form = forms[(mixed >>> 9) % forms.length];
  const label = escapeXml(Array.from(name).slice(0, 22).join(""));
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 200 200" width="400" height="400" role="img" aria-label="${escapeXml(name)}"><rect width="200" height="200" fill="hsl(${hue} 32% 92%)"/><ellipse cx="100" cy="172" rx="70" ry="9" fill="hsl(${hue} 25% 78%)"/><g fill="hsl(${(hue + 24) % 360} 42% 52%)">${form}</g><text x="100" y="193" font-family="system-ui,sans-serif" font-size="11" text-anchor="middle" fill="hsl(${hue} 30% 28%)">${label}</text></svg>`;
}

function drawProfile(name: string): string {
  const hue = mixText(name) % 360;
  const initial = escapeXml((Array.from(name)[0] ?? "?").toUpperCase());
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 96 96" width="96" height="96" role="img" aria-label="${escapeXml(name)}"><rect width="96" height="96" fill="hsl(${hue} 38% 62%)"/><text x="48" y="62" font-family="system-ui,sans-serif" font-size="40" font-weight="600" text-anchor="middle" fill="#fff">${initial}</text></svg>`;
}

/** A thing on a table in window light: enough to look like a photo somebody took at home. */
function drawPhoto(scene: string, width: number, height: number): Uint8Array {
  const mixed = mixText(scene);
  const [centreX, centreY, size] = [width * (0.4 + (mixed % 20) / 100), height * 0.52, Math.min(width, height) * 0.27];
  const [red, green, blue] = [110 + ((mixed >>> 3) % 90), 90 + ((mixed >>> 8) % 90), 95 + ((mixed >>> 13) % 90)];
  return drawPng(width, height, (x, y) => {
    const light = 60 * (1 - (x / width) * 0.7 - (y / height) * 0.3);
    const distance = Math.hypot((x - centreX) * 0.9, y - centreY);
    if (distance < size) {
      const shade = light + 50 * (1 - distance / size) - 24 * Math.max(0, (x - centreX) / size);
      return [red + shade, green + shade, blue + shade];
    }
    const isShadow = Math.hypot(x - centreX - size * 0.4, (y - centreY - size) * 3) < size * 1.2;
    const shade = light * 0.6 - (isShadow ? 34 : 0) - (((x * 73) ^ (y * 151)) & 7);
    return y > height * 0.66 ? [138 + shade, 112 + shade, 88 + shade] : [196 + shade, 198 + shade, 200 + shade];
  });
}

const PHOTO_SIDE_MAX = 1_280;

export interface Picture {
  mime: string;
  body: string | Uint8Array;
}

/** The picture behind a path under /images/, or null. */
export function pictureAt(path: string): Picture | null {
  const match = /^\/images\/(product|profile|photo)\/([^/]+)\.(svg|png)$/.exec(path);
  if (!match) return null;
  const name = decodeName(match[2] ?? "");
  if (match[1] === "product") return { mime: "image/svg+xml", body: drawProduct(name) };
  if (match[1] === "profile") return { mime: "image/svg+xml", body: drawProfile(name) };
  const size = /^(.*)-(\d{1,4})x(\d{1,4})$/.exec(name);
  const [width, height] = [Number(size?.[2] ?? 0), Number(size?.[3] ?? 0)];
  if (!size || width < 1 || height < 1 || width > PHOTO_SIDE_MAX || height > PHOTO_SIDE_MAX) return null;
  return { mime: "image/png", body: drawPhoto(size[1] ?? "", width, height) };
}

function decodeName(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    // A broken escape still names something; it is drawn as it stands.
    return text;
  }
}
