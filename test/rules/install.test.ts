// What stands before every command of npm's: the packages and the Node the project pins, put there by an npm that is pretended, in a folder with
// spaces in its name; and what is said on a machine where that comes to nothing.
import { spawnSync } from "node:child_process";
import { chmodSync, cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeEach, expect, test } from "vitest";

const root = path.resolve(import.meta.dirname, "../..");
const outside = mkdtempSync(path.join(tmpdir(), "tillside-install-"));
const folder = path.join(outside, "a desk of ours");
afterAll(() => rmSync(outside, { recursive: true, force: true }));

beforeEach(() => {
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(path.join(folder, "scripts"), { recursive: true });
  for (const name of ["scripts/run.mjs", "scripts/install.mjs"]) cpSync(path.join(root, name), path.join(folder, name));
  writeFileSync(path.join(folder, "package-lock.json"), "{}");
  writeFileSync(path.join(folder, "hello.mjs"), 'console.log("hello", process.argv[2]); process.exit(7);');
});

/** A script of ours, where `npm` is these lines of shell and the machine's own Node is of this version. */
function run(npm: string, own = "20.0.0") {
  const tools = path.join(folder, "tools");
  mkdirSync(tools, { recursive: true });
  writeFileSync(path.join(tools, "npm"), `#!/bin/sh\necho "$@" >> asked\n${npm}\n`);
  chmodSync(path.join(tools, "npm"), 0o755);
  const env = { ...process.env, PATH: `${tools}${path.delimiter}${process.env.PATH}` };
  const aged = `data:text/javascript,Object.defineProperty(process, "versions", { value: { ...process.versions, node: "${own}" } })`;
  const { status, stdout, stderr } = spawnSync(process.execPath, ["--import", aged, "scripts/run.mjs", "hello.mjs", "there"], {
    cwd: folder,
    encoding: "utf8",
    env,
  });
  return { status, stdout, stderr };
}

const LINKED = `mkdir -p node_modules/.bin && ln -s "${process.execPath}" node_modules/.bin/node`;

test("packages are put there once, those for building among them, and a script runs with its words and its end", () => {
  expect(run(LINKED)).toEqual({ status: 7, stdout: "hello there\n", stderr: "" });
  expect(run("exit 1")).toMatchObject({ status: 7, stdout: "hello there\n" });
  expect(readFileSync(path.join(folder, "asked"), "utf8")).toMatch(/^ci --include=dev [^\n]*\n$/);
});

test("an npm that fails or is told to run no scripts ends in words, and is asked again the next time", () => {
  expect(run("echo E404 >&2; exit 1")).toMatchObject({ status: 1, stderr: expect.stringMatching(/E404(.|\n)*could not be installed/) });
  expect(run("mkdir -p node_modules/.bin")).toMatchObject({ status: 1, stderr: expect.stringContaining("--ignore-scripts=false") });
  expect(existsSync(path.join(folder, "node_modules/.installed-lock"))).toBe(false);
  expect(run(LINKED).status).toBe(7);
});

test("where none is built for the machine, its own Node runs the script if it is as new", () => {
  expect(run("mkdir -p node_modules/.bin", "24.0.0")).toEqual({ status: 7, stdout: "hello there\n", stderr: "" });
  expect(readFileSync(path.join(folder, "node_modules/.installed-lock"), "utf8")).not.toBe("");
});

test("Windows and an older Node are told what they need", () => {
  const machines = [
    ["linux", "20.0.0"],
    ["darwin", "24.1.0"],
    ["win32", "24.1.0"],
    ["linux", "18.20.4"],
  ];
  const code = `import { troubleOf } from "./scripts/install.mjs";
    console.log(JSON.stringify(${JSON.stringify(machines)}.map((machine) => troubleOf(...machine))));`;
  const { stdout } = spawnSync(process.execPath, ["--input-type=module", "-e", code], { cwd: folder, encoding: "utf8" });
  expect(JSON.parse(stdout)).toEqual([null, null, expect.stringContaining("WSL"), "Tillside needs Node 20 or newer; this is 18.20.4."]);
});
