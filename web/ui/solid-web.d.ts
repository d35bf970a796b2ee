/** Types of the file that ui/trusted.ts wraps: the same as those of "solid-js/web". */
declare module "solid-js/web/dist/web.js" {
  export * from "solid-js/web";
}
