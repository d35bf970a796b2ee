// Reads what a call was given, and refuses what TikTok's gateway refuses: wrong types, missing fields, numbers out of range.
// Refuses defaults of its own; the caller names them.
import { badParameter, missingField, type WireFailure } from "./failure.ts";
import type { SellerCall } from "./route.ts";

/** A page size from the query; required unless the doubt or `usual` says otherwise. */
export function pageSize(call: SellerCall, max: number, usual?: number): number {
  const text = call.query.get("page_size");
  if (text === null || text === "") {
    if (usual !== undefined) return usual;
    if (call.core.state.doubts.requiresPageSize) throw missingField("page_size");
    return Math.min(20, max);
  }
  const size = Number(text);
  if (!Number.isInteger(size) || size < 1 || size > max) throw badParameter(`Invalid request: page_size must be between 1 and ${max}`);
  return size;
}

/** A word of the query out of a few, or `usual` when it is absent. */
export function oneOf<T extends string>(call: SellerCall, name: string, allowed: readonly T[], usual: T): T {
  const text = call.query.get(name);
  if (text === null || text === "") return usual;
  const chosen = allowed.find((one) => one === text);
  if (chosen === undefined) throw badParameter(`Invalid request: ${name} must be one of ${allowed.join(", ")}`);
  return chosen;
}

/** A whole number of the body, or undefined. Zero counts as absent, as TikTok's own client sends it for "no filter". */
export function seconds(call: SellerCall, name: string): number | undefined {
  const value = call.body[name];
  if (value === undefined || value === null || value === 0) return undefined;
  if (typeof value !== "number" || !Number.isInteger(value) || value < 0) throw badParameter(`Invalid request: ${name} must be an integer`);
  return value;
}

export function text(call: SellerCall, name: string): string | undefined {
  const value = call.body[name];
  if (value === undefined || value === null || value === "") return undefined;
  if (typeof value !== "string") throw badParameter(`Invalid request: ${name} must be a string`);
  return value;
}

export function requiredText(call: SellerCall, name: string): string {
  const value = text(call, name);
  if (value === undefined) throw missingField(name);
  return value;
}

export function flag(call: SellerCall, name: string): boolean | undefined {
  const value = call.body[name];
  if (value === undefined || value === null) return undefined;
  if (typeof value !== "boolean") throw badParameter(`Invalid request: ${name} must be a boolean`);
  return value;
}

/** A list of text; an empty one is no filter, as TikTok's clients send it. */
export function texts(call: SellerCall, name: string, max: number): string[] | undefined {
  const value = call.body[name];
  if (value === undefined || value === null) return undefined;
  if (!Array.isArray(value) || value.some((one) => typeof one !== "string"))
    throw badParameter(`Invalid request: ${name} must be a list of strings`);
  if (value.length > max) throw badParameter(`Invalid request: ${name} takes at most ${max} entries`);
  return value.length === 0 ? undefined : (value as string[]);
}

/** A list of objects; an empty one is none. */
export function objects(call: SellerCall, name: string, max: number): Record<string, unknown>[] | undefined {
  const value = call.body[name];
  if (value === undefined || value === null) return undefined;
  if (!Array.isArray(value) || value.some((one) => one === null || typeof one !== "object"))
    throw badParameter(`Invalid request: ${name} must be a list of objects`);
  if (value.length > max) throw badParameter(`Invalid request: ${name} takes at most ${max} entries`);
  return value.length === 0 ? undefined : value;
}

/** An object inside the body; an empty list counts as none, for PHP sends one where it means {}. */
export function objectIn(value: unknown, name: string): Record<string, unknown> | undefined {
  if (value === undefined || value === null || (Array.isArray(value) && value.length === 0)) return undefined;
  if (typeof value !== "object" || Array.isArray(value)) throw badParameter(`Invalid request: ${name} must be an object`);
  return value as Record<string, unknown>;
}

/** Parses JSON text or refuses it with the failure given. */
export function parsed(textValue: string, failure: WireFailure): unknown {
  try {
    return JSON.parse(textValue);
  } catch {
    // The text is the caller's; what the parser says about it is of no use to anyone.
    throw failure;
  }
}
