// How a call fails on the wire: a code, TikTok's sentence, an HTTP status. Refuses codes nobody has seen; where the docs name none,
// the comment says so.
import type { Core } from "../core/core.ts";

export class WireFailure extends Error {
  override name = "WireFailure";
  code: number;
  status: number;
  constructor(code: number, message: string, status: number) {
    super(message);
    this.code = code;
    this.status = status;
  }
}

const MORE = " For more details: https://m.tiktok.shop/s/simulator";

/** Catch-all of the gateway: parameters, app key, time, token format. */
export const badParameter = (message: string): WireFailure => new WireFailure(36009004, message, 400);
export const badCredentials = (message: string): WireFailure => badParameter(`Invalid credentials. ${message}${MORE}`);
export const missingField = (name: string): WireFailure => badParameter(`Invalid request: ${name} is a required field`);
export const noSuchPath = (): WireFailure => new WireFailure(36009009, "Invalid path. The requested path does not exist.", 404);
export const noSuchMethod = (): WireFailure => new WireFailure(36009010, "Invalid method. The method is not allowed for this path.", 405);
export const noSuchVersion = (): WireFailure => new WireFailure(36009014, "version name invalid", 400);
export const internalError = (): WireFailure => new WireFailure(36009003, "Internal error. Please try again later.", 500);
export const tooMany = (): WireFailure => new WireFailure(36009002, "Too many requests.", 429);
/** The app lacks the scope, or gained it after this seller authorized. */
export const noScope = (): WireFailure =>
  new WireFailure(
    105005,
    "Access denied. The app does not have the access scope required for this endpoint, or the seller has not granted it.",
    401,
  );
export const noCipher = (): WireFailure => new WireFailure(106013, "Missing 'shop_cipher' query parameter.", 400);

export const badSign = (core: Core): WireFailure =>
  new WireFailure(106001, `Invalid credentials. The 'sign' query parameter is invalid.${MORE}`, core.state.doubts.badSignStatus);
export const deadToken = (core: Core): WireFailure =>
  new WireFailure(105001, "access token is invalid; detail:your token has been deauthorized", core.state.doubts.deadTokenStatus);
/** A refresh mends it; 105001 only the seller can. */
export const expiredToken = (core: Core): WireFailure =>
  new WireFailure(
    105002,
    "Expired credentials. The 'access_token' or 'x-tts-access-token' header has expired.",
    core.state.doubts.expiredTokenStatus,
  );
/** Also for a cipher TikTok has meanwhile replaced: the caller should ask for its shops again. */
export const foreignCipher = (core: Core): WireFailure =>
  new WireFailure(101000, "The shop_cipher does not match the access_token.", core.state.doubts.foreignCipherStatus);

/** A rule of the trade, eight digits; HTTP 200 unless the doubt says otherwise. */
export const businessFailure = (core: Core, code: number, message: string): WireFailure =>
  new WireFailure(code, message, core.state.doubts.businessStatus);
