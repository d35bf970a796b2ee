// What counts as heavy: whatever reads many rows, writes a file or begins long work, and nothing a page asks while somebody works.
import { expect, test } from "vitest";
import { isHeavy } from "../../worker/limits.ts";

test.each([
  "/api/orders/search",
  "/api/listings/unmapped.csv",
  "/api/insights/sales",
  "/api/orders/exports",
  "/api/orders/exports/oex_1/file",
  "/api/evidence-packs/pck_1/file",
  "/api/stores/sto_1/gaps",
  "/api/audit/check",
  "/api/bulk/jobs",
])("%s is", (path) => expect(isHeavy(path)).toBe(true));

test.each(["/api/me", "/api/tickets", "/api/tickets/tkt_1/replies", "/api/orders", "/api/orders/counts", "/api/auth/sign-in/email"])(
  "%s is not",
  (path) => expect(isHeavy(path)).toBe(false),
);
