// node:crypto as sign-in uses it: random bytes from the seed, and scrypt without a thread, whose answer
// would come whenever the machine is done.
import crypto from "node:crypto";
import { syncBuiltinESMExports } from "node:module";
import { present } from "../life.ts";
import { chanceIn, drawId } from "./draw.ts";

type ScryptDone = (error: Error | null, key: Buffer) => void;

export function installNodeCrypto(): void {
  const { randomBytes: realBytes, randomUUID: realId, scrypt: realScrypt, scryptSync } = crypto;
  const bytes = (size: number, done?: (error: Error | null, bytes: Buffer) => void) => {
    const here = present.getStore();
    if (!here) return done ? realBytes(size, done) : realBytes(size);
    const drawn = Buffer.alloc(size);
    chanceIn(here.core).fill(drawn);
    if (done) process.nextTick(done, null, drawn);
    return drawn;
  };
  const id = () => {
    const here = present.getStore();
    return here ? drawId(here.core) : realId();
  };
  const scrypt = (
    password: crypto.BinaryLike,
    salt: crypto.BinaryLike,
    size: number,
    ...rest: [ScryptDone] | [crypto.ScryptOptions, ScryptDone]
  ) => {
    const done = rest.at(-1) as ScryptDone;
    const options = rest.length === 2 ? rest[0] : {};
    if (!present.getStore()) realScrypt(password, salt, size, options, done);
    else process.nextTick(() => done(null, scryptSync(password, salt, size, options)));
  };
  Object.assign(crypto, { randomBytes: bytes, randomUUID: id, scrypt });
  // Named imports of a built-in module follow only when told to.
  syncBuiltinESMExports();
}
