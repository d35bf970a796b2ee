// What crosses between a caller and a Durable Object: structured clones, errors with their words, names and
// own fields, and requests and answers as they are. Instances of classes do not cross; functions, which the
// real platform turns into stubs, are refused here.
import { serialize } from "node:v8";

const ERRORS: Record<string, ErrorConstructor> = { Error, EvalError, RangeError, ReferenceError, SyntaxError, TypeError, URIError };
const CLONED = new Set<unknown>([
  Object.prototype,
  Array.prototype,
  Date.prototype,
  RegExp.prototype,
  ArrayBuffer.prototype,
  Boolean.prototype,
  Number.prototype,
  String.prototype,
  null,
]);

function crossesWhole(value: unknown): boolean {
  return value instanceof Request || value instanceof Response || value instanceof Headers || value instanceof ReadableStream;
}

export function cloneAcross<T>(value: T): T {
  if (typeof value !== "object" || value === null) {
    if (typeof value === "function") throw new DOMException(`${String(value)} could not be cloned.`, "DataCloneError");
    if (typeof value === "symbol") throw new DOMException(`${String(value)} could not be cloned.`, "DataCloneError");
    return value;
  }
  if (crossesWhole(value)) return value;
  if (value instanceof Error && !(value instanceof DOMException)) return cloneError(value) as T;
  refuseInstances(value, new Set());
  return structuredClone(value);
}

function refuseInstances(value: object, seen: Set<object>): void {
  if (seen.has(value)) return;
  seen.add(value);
  const prototype = Object.getPrototypeOf(value);
  if (value instanceof Map)
    for (const [key, item] of value) for (const inner of [key, item]) if (isObject(inner)) refuseInstances(inner, seen);
  if (value instanceof Set) for (const inner of value) if (isObject(inner)) refuseInstances(inner, seen);
  if (value instanceof Map || value instanceof Set || ArrayBuffer.isView(value) || value instanceof Error) return;
  if (!CLONED.has(prototype)) {
    const name = String(prototype?.constructor?.name ?? "Object");
    throw new DOMException(`Could not serialize object of type "${name}". This type does not support serialization.`, "DataCloneError");
  }
  for (const inner of Object.values(value)) if (isObject(inner)) refuseInstances(inner, seen);
}

const isObject = (value: unknown): value is object => typeof value === "object" && value !== null;

function wordsFor(thrown: unknown): string {
  return `${thrown as string}`;
}

function cloneError(error: Error): Error {
  const Kind = ERRORS[error.name] ?? Error;
  const copy = new Kind(error.message, error.cause === undefined ? undefined : { cause: cloneAcross(error.cause) });
  if (copy.name !== error.name) Object.defineProperty(copy, "name", { value: error.name, configurable: true, writable: true });
  if (error.stack) Object.defineProperty(copy, "stack", { value: error.stack, configurable: true, writable: true });
  for (const [key, value] of Object.entries(error)) {
    if (key !== "name" && key !== "message" && key !== "stack" && key !== "cause") Object.assign(copy, { [key]: cloneAcross(value) });
  }
  return copy;
}

/** What the caller catches when the object throws `thrown`. */
export function thrownAcross(thrown: unknown): unknown {
  if (!isObject(thrown)) return Object.assign(new Error(wordsFor(thrown)), { remote: true });
  try {
    return Object.assign(cloneAcross(thrown), { remote: true });
  } catch {
    return Object.assign(new Error(wordsFor(thrown)), { remote: true });
  }
}

/** A structured clone as bytes, refused under the name the platform gives the refusal. */
export function frozen(value: unknown): Uint8Array {
  try {
    return serialize(value);
  } catch (error) {
    throw new DOMException(error instanceof Error ? error.message : String(error), "DataCloneError");
  }
}
