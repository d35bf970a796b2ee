// What stands on a label and on a packing slip. Refuses to look like a real one: every sheet says that it is pretended.
import { type Core, found } from "../core/core.ts";
import { priceText } from "../core/money.ts";
import type { Line, Order } from "../orders/order.ts";
import { ordersOf, type Package } from "../orders/package.ts";
import { drawPng } from "../png.ts";
import { code128 } from "./barcode.ts";
import { bars, rule, type Sheet, text } from "./pdf.ts";

/** Points of a sheet, upright. */
const SIZES = { A6: [298, 420], A5: [420, 595], A4: [595, 842] } as const;
export type SheetSize = keyof typeof SIZES;

const MARGIN = 18;
const PRETENDED = "PRETENDED - not for postage";

function sheetOf(size: SheetSize, draw: (width: number, height: number) => string[]): Sheet {
  const [width, height] = SIZES[size];
  return { width, height, marks: draw(width, height) };
}

const linesOf = (core: Core, parcel: Package): Line[] =>
  ordersOf(core, parcel).flatMap((order) => order.lines.filter((line) => parcel.lineIds.includes(line.id) && line.status !== "CANCELLED"));

function barcodeOf(number: string, width: number, y: number): string[] {
  const widths = code128(number);
  const unit = (width - 2 * MARGIN) / widths.reduce((sum, one) => sum + one, 0);
  return [bars(MARGIN, y, 54, Math.min(unit, 1.4), widths), text(MARGIN, y - 14, 10, number, true)];
}

function drawLabel(core: Core, parcel: Package, size: SheetSize): Sheet {
  const [first] = ordersOf(core, parcel);
  const { address } = found(first, "order", parcel.id);
  const sender = found(core.state.shops[parcel.shopId], "shop", parcel.shopId);
  const to = [
    `${address.firstName} ${address.lastName}`,
    address.line1,
    address.line2,
    `${address.postcode} ${address.town}`,
    address.country,
  ].filter((line) => line.trim() !== "");
  return sheetOf(size, (width, height) => {
    const top = height - MARGIN;
    return [
      text(MARGIN, top - 14, 16, parcel.providerName, true),
      text(MARGIN, top - 30, 9, parcel.label?.serviceName ?? "TikTok Shipping"),
      rule(MARGIN, top - 40, width - 2 * MARGIN),
      text(MARGIN, top - 54, 8, `From ${sender.name}`),
      ...to.map((line, at) => text(MARGIN, top - 80 - 16 * at, 12, line, at === 0)),
      rule(MARGIN, top - 190, width - 2 * MARGIN),
      ...barcodeOf(parcel.trackingNumber, width, top - 262),
      rule(MARGIN, top - 290, width - 2 * MARGIN),
      ...parcel.orderIds.slice(0, 4).map((id, at) => text(MARGIN, top - 306 - 12 * at, 9, `Order ${id}`)),
      text(MARGIN, top - 356, 9, `Package ${parcel.id}`),
      text(MARGIN, MARGIN, 9, PRETENDED, true),
    ];
  });
}

const SLIP_ROWS_MAX = 20;

/** What is in the parcel, counted by SKU. */
function drawSlip(core: Core, parcel: Package, size: SheetSize): Sheet {
  const lines = linesOf(core, parcel);
  const skus = [...new Map(lines.map((line) => [line.skuId, line])).values()];
  const rows = skus.slice(0, SLIP_ROWS_MAX).map((line) => {
    const count = lines.filter((one) => one.skuId === line.skuId).length;
    return `${count} x ${line.sellerSku || line.skuId}  ${line.productName} ${line.skuName}`.slice(0, 60);
  });
  return sheetOf(size, (width, height) => {
    const top = height - MARGIN;
    return [
      text(MARGIN, top - 14, 16, "Packing slip", true),
      ...parcel.orderIds.slice(0, 3).map((id, at) => text(MARGIN, top - 32 - 12 * at, 9, `Order ${id}`)),
      rule(MARGIN, top - 64, width - 2 * MARGIN),
      ...rows.map((row, at) => text(MARGIN, top - 82 - 14 * at, 9, row)),
      text(MARGIN, MARGIN + 14, 8, skus.length > SLIP_ROWS_MAX ? `and ${skus.length - SLIP_ROWS_MAX} more` : ""),
      text(MARGIN, MARGIN, 9, PRETENDED, true),
    ];
  });
}

function drawNotice(parcel: Package, title: string, size: SheetSize): Sheet {
  return sheetOf(size, (_width, height) => [
    text(MARGIN, height - 60, 20, title, true),
    text(MARGIN, height - 90, 10, `Package ${parcel.id}`),
    text(MARGIN, height - 106, 10, parcel.trackingNumber),
    text(MARGIN, MARGIN, 9, PRETENDED, true),
  ]);
}

function drawInvoice(core: Core, parcel: Package, size: SheetSize): Sheet {
  const [first] = ordersOf(core, parcel);
  const order: Order = found(first, "order", parcel.id);
  const total = linesOf(core, parcel).reduce((sum, line) => sum + line.originalPrice, 0);
  const sheet = drawNotice(parcel, "Invoice", size);
  return { ...sheet, marks: [...sheet.marks, text(MARGIN, sheet.height - 130, 12, priceText(total, order.currency), true)] };
}

/** The sheets of a document by its kind, or null for a kind nobody knows. */
export function sheetsOf(core: Core, parcel: Package, kind: string, size: SheetSize): Sheet[] | null {
  switch (kind) {
    case "SHIPPING_LABEL":
      return [drawLabel(core, parcel, size)];
    case "PACKING_SLIP":
      return [drawSlip(core, parcel, size)];
    case "SHIPPING_LABEL_AND_PACKING_SLIP":
      return [drawLabel(core, parcel, size), drawSlip(core, parcel, size)];
    case "HAZMAT_LABEL":
      return [drawNotice(parcel, "Lithium batteries", "A4")];
    case "INVOICE_LABEL":
      return [drawInvoice(core, parcel, size)];
    default:
      return null;
  }
}

const PICTURE_WIDTH = 400;
const PICTURE_HEIGHT = 600;
const INK = [20, 20, 20] as const;
const PAPER = [255, 255, 255] as const;

/** The label as a picture: its barcode is the real one, the rest is paper. */
export function drawLabelPicture(parcel: Package): Uint8Array {
  const steps = code128(parcel.trackingNumber).flatMap((width, turn) => Array.from({ length: width }, () => turn % 2 === 0));
  const scale = Math.max(1, Math.floor((PICTURE_WIDTH - 40) / steps.length));
  const start = Math.floor((PICTURE_WIDTH - scale * steps.length) / 2);
  const isFrame = (x: number, y: number) => x < 4 || y < 4 || x >= PICTURE_WIDTH - 4 || y >= PICTURE_HEIGHT - 4;
  const isBar = (x: number, y: number) => y > 380 && y < 500 && (steps[Math.floor((x - start) / scale)] ?? false);
  return drawPng(PICTURE_WIDTH, PICTURE_HEIGHT, (x, y) => (isFrame(x, y) || isBar(x, y) ? INK : PAPER));
}

/** Zebra's language, for the printers of Brazil and Mexico. */
export const drawZpl = (parcel: Package): string =>
  `^XA^FO40,40^A0N,40,40^FD${parcel.providerName.replace(/[\^~]/g, "")}^FS^FO40,110^BCN,120,Y,N,N^FD${parcel.trackingNumber}^FS^FO40,290^A0N,28,28^FDOrder ${parcel.orderIds.join(" ")}^FS^FO40,330^A0N,28,28^FD${PRETENDED}^FS^XZ\n`;
