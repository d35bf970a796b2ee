/** What this browser does with passkeys: makes one, or lets one answer (https://www.w3.org/TR/webauthn-3/). Bytes leave as base64url; what they
 *  prove is decided at the desk. */

const textOf = (bytes: ArrayBuffer) =>
  btoa(Array.from(new Uint8Array(bytes), (byte) => String.fromCharCode(byte)).join(""))
    .replaceAll("+", "-")
    .replaceAll("/", "_")
    .replaceAll("=", "");
const bytesOf = (text: string) => Uint8Array.from(atob(text.replaceAll("-", "+").replaceAll("_", "/")), (letter) => letter.charCodeAt(0));

/** ES256, and RS256 for Windows Hello. */
const ALGORITHMS = [-7, -257];

export const knowsPasskeys = () => "PublicKeyCredential" in globalThis;

interface MakeAsk {
  challenge: string;
  rpId: string;
  known: string[];
  user: { id: string; name: string; shown: string };
}

/** Null where the person changed their mind, or the browser did not want to. */
export async function makePasskey(ask: MakeAsk) {
  const publicKey: PublicKeyCredentialCreationOptions = {
    challenge: bytesOf(ask.challenge),
    rp: { id: ask.rpId, name: "Tillside" },
    user: { id: new TextEncoder().encode(ask.user.id), name: ask.user.name, displayName: ask.user.shown },
    pubKeyCredParams: ALGORITHMS.map((alg) => ({ type: "public-key", alg })),
    excludeCredentials: ask.known.map((id) => ({ type: "public-key", id: bytesOf(id) })),
    authenticatorSelection: { residentKey: "required", userVerification: "required" },
    attestation: "none",
  };
  // The browser names a reason only to its own people.
  const made = (await navigator.credentials.create({ publicKey }).catch(() => null)) as PublicKeyCredential | null;
  const response = made?.response as AuthenticatorAttestationResponse | undefined;
  const key = response?.getPublicKey();
  if (!made || !response || !key) return null;
  return {
    id: made.id,
    clientDataJSON: textOf(response.clientDataJSON),
    authenticatorData: textOf(response.getAuthenticatorData()),
    publicKey: textOf(key),
    algorithm: response.getPublicKeyAlgorithm(),
  };
}

/** Null as above. */
export async function askPasskey(ask: { challenge: string; rpId: string; allow: string[] }) {
  const publicKey: PublicKeyCredentialRequestOptions = {
    challenge: bytesOf(ask.challenge),
    rpId: ask.rpId,
    allowCredentials: ask.allow.map((id) => ({ type: "public-key", id: bytesOf(id) })),
    userVerification: "required",
  };
  const answered = (await navigator.credentials.get({ publicKey }).catch(() => null)) as PublicKeyCredential | null;
  const response = answered?.response as AuthenticatorAssertionResponse | undefined;
  if (!answered || !response) return null;
  return {
    id: answered.id,
    clientDataJSON: textOf(response.clientDataJSON),
    authenticatorData: textOf(response.authenticatorData),
    signature: textOf(response.signature),
  };
}
