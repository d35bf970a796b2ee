// Upload Product Image, whose `uri` is the `image_id` a refusal shows as evidence. Developer docs, "Upload Product Image": JPG and PNG, at most
// 5 MB, from 100 × 100 to 20 000 × 20 000 pixels. Refuses the rest; codes of those refusals are on no page and stand here as wrong parameters.
import type { Core } from "../core/core.ts";
import { fileAddress, keepFile, type StoredFile } from "../files.ts";
import { badParameter, WireFailure } from "./failure.ts";
import { type ImageFacts, sniffImage } from "./image.ts";
import { objects } from "./input.ts";
import type { Call, Route, SellerCall } from "./route.ts";

const BYTES_MAX = 5 * 1024 * 1024;
const SIDE_PIXELS_MIN = 100;
const SIDE_PIXELS_MAX = 20_000;
const TAKEN = ["image/png", "image/jpeg"];
const USE_CASES = ["MAIN_IMAGE", "ATTRIBUTE_IMAGE", "DESCRIPTION_IMAGE", "CERTIFICATION_IMAGE", "SIZE_CHART_IMAGE"];
/** How many pictures a refusal may show is on no page. */
const EVIDENCE_MAX = 10;
const STORE = "tos-simulator/";

function takenAs(part: Uint8Array): ImageFacts {
  if (part.length > BYTES_MAX) throw new WireFailure(36009021, "The file is too large.", 400);
  const facts = sniffImage(part);
  if (!facts || !TAKEN.includes(facts.mime)) throw badParameter("Invalid request: image formats support JPG, JPEG, PNG");
  const sides = [facts.width, facts.height];
  if (Math.min(...sides) < SIDE_PIXELS_MIN || Math.max(...sides) > SIDE_PIXELS_MAX)
    throw badParameter(`Invalid request: image pixels at least ${SIDE_PIXELS_MIN} * ${SIDE_PIXELS_MIN}`);
  return facts;
}

function uploadImage(call: SellerCall) {
  const part = call.form?.get("data");
  if (!(part instanceof Uint8Array)) throw badParameter("Invalid request: data is a required field");
  const given = call.form?.get("use_case");
  const useCase = typeof given === "string" && given !== "" ? given : "MAIN_IMAGE";
  if (!USE_CASES.includes(useCase)) throw badParameter("Invalid request: use_case is not known");
  const facts = takenAs(part);
  const file = keepFile(call.core, part, facts);
  return { uri: STORE + file.name, url: fileAddress(call.core, file), width: facts.width, height: facts.height, use_case: useCase };
}

const fileOf = (core: Core, imageId: unknown): StoredFile | undefined =>
  typeof imageId === "string" && imageId.startsWith(STORE) ? core.state.files[imageId.slice(STORE.length)] : undefined;

/** The uploaded files a refusal names in `images`; one that was never uploaded is no evidence. */
export function evidenceOf(call: Call): string[] {
  const images = objects(call, "images", EVIDENCE_MAX) ?? [];
  return images.map((image) => {
    const file = fileOf(call.core, image.image_id);
    if (!file) throw badParameter("Invalid request: images.image_id does not exist");
    return file.name;
  });
}

export const PRODUCT_IMAGE_ROUTES: Route[] = [
  {
    name: "products.upload_image",
    method: "POST",
    path: "/product/{v}/images/upload",
    versions: ["202309"],
    scope: "seller.product.basic",
    cipher: false,
    multipart: true,
    run: uploadImage,
  },
];
