/** Handed to the Worker, path and all. */
export { forward as onRequest } from "../forward.ts";
