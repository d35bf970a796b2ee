// What comes from others: the lockfile names every package by its bytes, nothing runs when it is installed but what is named here, nothing comes
// from anywhere but the registry, and only licences that let a seller run and change the desk.
import { readFileSync } from "node:fs";
import path from "node:path";
import { expect, test } from "vitest";

interface Locked {
  version?: string;
  resolved?: string;
  integrity?: string;
  license?: string;
  hasInstallScript?: boolean;
  dev?: boolean;
  optional?: boolean;
  link?: boolean;
}

const root = path.resolve(import.meta.dirname, "../..");
const read = (file: string) => JSON.parse(readFileSync(path.join(root, file), "utf8")) as unknown;
const lock = read("package-lock.json") as { lockfileVersion: number; packages: Record<string, Locked> };
const manifest = read("package.json") as Record<"dependencies" | "devDependencies" | "optionalDependencies", Record<string, string>> & {
  allowScripts: Record<string, boolean>;
};
const packages = Object.entries(lock.packages).filter(([place]) => place !== "");
const nameOf = (place: string) => place.split("node_modules/").pop() ?? "";

/** What lies in the Worker or the browser's build. */
const SHIPPED = ["MIT", "MIT-0", "ISC", "0BSD", "Apache-2.0", "BSD-2-Clause", "BSD-3-Clause", "BlueOak-1.0.0"];
/** Tools of this machine may be more; they are neither changed nor passed on. */
const TOOLS = [...SHIPPED, "MPL-2.0", "LGPL-3.0-or-later", "CC0-1.0", "CC-BY-4.0"];
/** The bundler's, which the lockfile does not mark as a tool. */
const UNMARKED_TOOLS = ["node_modules/lightningcss"];
const isLicensed = (license: string | undefined, allowed: string[]) =>
  (license ?? "")
    .replace(/^\((.*)\)$/, "$1")
    .split(" OR ")
    .some((choice) => choice.split(" AND ").every((one) => allowed.includes(one)));

test("every package is locked by its bytes, and none comes by git, by plain http or from a folder", () => {
  expect(lock.lockfileVersion).toBe(3);
  expect(packages.length).toBeGreaterThan(100);
  const loose = packages.filter(([, { integrity, link }]) => link || !/^sha512-[\w+/]{86}==/.test(integrity ?? ""));
  expect(loose.map(([place]) => place)).toEqual([]);
  // No address is written down: the bytes decide, whichever registry they come from.
  const foreign = packages.filter(([, { resolved }]) => resolved !== undefined);
  expect(foreign.map(([place]) => place)).toEqual([]);
});

test("what we ask for ourselves is asked for by one exact version", () => {
  const asked = Object.entries({ ...manifest.dependencies, ...manifest.devDependencies, ...manifest.optionalDependencies });
  expect(asked.filter(([, version]) => !/^\d+\.\d+\.\d+(-[\w.]+)?$/.test(version))).toEqual([]);
  for (const [name, version] of asked) expect(lock.packages[`node_modules/${name}`]?.version, name).toBe(version);
});

test("only three packages run anything when they are installed: a runtime, a bundler and the Worker's own", () => {
  const scripted = packages.filter(([, { hasInstallScript }]) => hasInstallScript).map(([place]) => nameOf(place));
  expect([...new Set(scripted)].sort()).toEqual(["esbuild", "node", "workerd"]);
  expect(manifest.allowScripts).toEqual({ esbuild: true, node: true, workerd: true });
});

test("licences are of the allowed kinds, and what is shipped asks for nothing but its notice", () => {
  const wrong = packages.filter(([place, { dev, optional, license }]) => {
    const isTool = dev || optional || UNMARKED_TOOLS.includes(place);
    return !isLicensed(license, isTool ? TOOLS : SHIPPED);
  });
  expect(wrong.map(([place, { license }]) => `${place}: ${license}`)).toEqual([]);
});
