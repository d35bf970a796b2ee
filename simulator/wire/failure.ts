// How a call fails on the wire: a code, TikTok's sentence (developer docs, "Common errors"), an HTTP status. Refuses codes nobody has seen;
// where the docs name none, the comment says so.
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
export const noSuchPath = (): WireFailure =>
  new WireFailure(36009009, "Invalid path. The specified path does not match any available endpoint.", 404);
export const noSuchMethod = (): WireFailure =>
  new WireFailure(36009010, "Invalid method. The HTTP method used is not supported by this endpoint.", 405);
export const noSuchVersion = (): WireFailure =>
  new WireFailure(36009014, "Invalid API version. The 'version' value is invalid or unsupported.", 400);
export const notJson = (): WireFailure =>
  new WireFailure(
    36009022,
    "Invalid request format. The request body format must be 'application/json' for structured data or 'multipart/form-data' for binary files.",
    400,
  );
export const notForm = (): WireFailure =>
  new WireFailure(36009023, "Invalid request format. The value of the 'content-type' header must be 'multipart/form-data'.", 400);
export const internalError = (): WireFailure =>
  new WireFailure(
    36009003,
    "Internal error. Please try again. If the issue persists after multiple attempts, please contact platform support.",
    500,
  );
export const tooMany = (): WireFailure =>
  new WireFailure(36009002, "Too many requests. You've made too many requests in a short period of time.", 429);
/** The app lacks the scope, or gained it after this seller authorized. */
export const noScope = (): WireFailure =>
  new WireFailure(
    105005,
    "Access denied. The app is not authorized to access the endpoint because the access scopes granted for the app or the access token do not contain the required access scope for the endpoint.",
    401,
  );
export const noCipher = (): WireFailure =>
  new WireFailure(106013, "Missing identifier. The 'shop_cipher' query parameter is required to identify the target shop.", 400);
export const needlessCipher = (): WireFailure =>
  badParameter("Unexpected identifier. The 'shop_cipher' query parameter is not required for this request.");

export const badSign = (core: Core): WireFailure =>
  new WireFailure(106001, `Invalid credentials. The 'sign' query parameter is invalid.${MORE}`, core.state.doubts.badSignStatus);
/** A token that TikTok never gave out, or none: one of the things the catch-all is used for. */
export const badToken = (core: Core): WireFailure =>
  new WireFailure(36009004, "Invalid credentials. The 'x-tts-access-token' header is invalid.", core.state.doubts.deadTokenStatus);
/** One it did give out and honours no more; whether it tells the two apart is a doubt. */
export const deadToken = (core: Core): WireFailure =>
  core.state.doubts.deadTokenCode === 36009004
    ? badToken(core)
    : new WireFailure(105001, "access token is invalid; detail:your token has been deauthorized", core.state.doubts.deadTokenStatus);
/** A refresh mends it; 105001 only the seller can. */
export const expiredToken = (core: Core): WireFailure =>
  new WireFailure(
    105002,
    "Expired credentials. The 'access_token' or 'x-tts-access-token' header has expired.",
    core.state.doubts.expiredTokenStatus,
  );
/** Also for a cipher TikTok has meanwhile replaced: the caller should ask for its shops again. */
export const foreignCipher = (core: Core): WireFailure =>
  new WireFailure(
    101000,
    "Invalid query or header. The 'category_asset_cipher' query parameter or 'x-tts-access-token' header is invalid.",
    core.state.doubts.foreignCipherStatus,
  );

/** A rule of the trade, eight digits; HTTP 200 unless the doubt says otherwise. */
export const businessFailure = (core: Core, code: number, message: string): WireFailure =>
  new WireFailure(code, message, core.state.doubts.businessStatus);
