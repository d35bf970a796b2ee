/** By what a push service knows this desk (RFC 8292): a token for the service's own origin, signed with PUSH_KEY and good for some hours. */

/** A service may refuse a token that is good for more than a day (RFC 8292 §2). */
const TOKEN_HOURS = 12;

const parts = (pushKey: string) => {
  const [open = "", secret = ""] = pushKey.split(".");
  return { open, secret };
};

export const publicKeyOf = (pushKey: string) => parts(pushKey).open;

/** The Authorization header of one message. `subject` is where the service's people find whoever runs this desk. */
export async function authorize(pushKey: string, endpoint: string, subject: string, now: number): Promise<string> {
  const { open, secret } = parts(pushKey);
  const point = Buffer.from(open, "base64url");
  const [x, y] = [point.subarray(1, 33).toString("base64url"), point.subarray(33).toString("base64url")];
  const curve = { name: "ECDSA", namedCurve: "P-256" };
  const key = await crypto.subtle.importKey("jwk", { kty: "EC", crv: "P-256", d: secret, x, y }, curve, false, ["sign"]);
  const claims = { aud: new URL(endpoint).origin, exp: Math.floor(now / 1000) + TOKEN_HOURS * 3_600, sub: subject };
  const signed = `${encode({ typ: "JWT", alg: "ES256" })}.${encode(claims)}`;
  const signature = await crypto.subtle.sign({ name: "ECDSA", hash: "SHA-256" }, key, Buffer.from(signed));
  return `vapid t=${signed}.${Buffer.from(signature).toString("base64url")}, k=${open}`;
}

const encode = (value: object) => Buffer.from(JSON.stringify(value)).toString("base64url");
