// The key by which browsers' push services know one desk (RFC 8292): public and private part of a P-256 key, base64url, with a dot between.
// Whoever changes it loses every device: each was subscribed under it.
import { createECDH } from "node:crypto";

export function makePushKey(): string {
  const pair = createECDH("prime256v1");
  const open = pair.generateKeys();
  // The library leaves leading zeros away; the key is 32 bytes.
  const secret = Buffer.concat([Buffer.alloc(32), pair.getPrivateKey()]).subarray(-32);
  return `${open.toString("base64url")}.${secret.toString("base64url")}`;
}
