// The house checks itself: who may lean on whom, how large things grow, what they are called, and that nothing of time, chance or the
// network comes in by a window. ARCHITECTURE.md says why.
import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, test } from "vitest";
import { LOG_FIELDS } from "./log-lines.ts";

const root = path.resolve(import.meta.dirname, "..");
const files = execFileSync("git", ["ls-files", "-co", "--exclude-standard"], { cwd: root, encoding: "utf8" }).split("\n").filter(Boolean);
const sources = files.filter((file) => /^(worker|web|simulator|scripts|test)\/.*\.tsx?$/.test(file));
const read = (file: string) => readFileSync(path.join(root, file), "utf8");

/** From left to right: a room may import itself, rooms to its left, and the storeys below. */
const ROOMS = [
  "team",
  "stores",
  "archive",
  "factors",
  "inventory",
  "stock",
  "fbt",
  "orders",
  "balancing",
  "shipping",
  "aftersales",
  "workload",
  "labels",
  "sla",
  "mail",
  "notifications",
  "timeline",
  "pictures",
  "tickets",
  "thread",
  "mailbox",
  "letters",
  "templates",
  "claims",
  "assist",
  "bursts",
  "ownreturns",
  "rota",
  "rules",
  "bulk",
  "insights",
  "helpdesk",
  "bulletins",
  "gaps",
  "points",
  "persons",
  "backup",
  "retention",
  "archiving",
];
const GROUND = ["env", "db", "jobs", "problem", "quoting", "log", "gather", "units", "walks", "whole-room"];

/** 1 the ground · 2 TikTok and the doors' shared handle · 3 rooms, by place · 4 the API and the mover of work · 5 the doors. */
function storeyOf(file: string): number {
  const [, first = "", second] = file.split("/");
  const name = second === undefined ? first.replace(/\.ts$/, "") : first;
  if (GROUND.includes(name)) return 1;
  if (name === "tiktok") return 2;
  if (name === "door" || name === "limits") return 2.5;
  if (ROOMS.includes(name)) return 3 + ROOMS.indexOf(name) / 100;
  if (name === "sync") return 4;
  if (name === "rooms" || name === "api") return 4.5;
  if (name === "index") return 5;
  throw new Error(`${file} belongs to no storey`);
}

function importsOf(file: string): { target: string; isType: boolean }[] {
  const found = read(file).matchAll(/^(?:import|export)\s+(type\s+)?(?:[^'"]*?from\s+)?["'](\.[^"']+)["']/gms);
  return [...found].map(([, type, target = ""]) => ({
    target: path.normalize(path.join(path.dirname(file), target)),
    isType: type !== undefined,
  }));
}

describe("the corridor", () => {
  const worker = sources.filter((file) => file.startsWith("worker/"));
  test("a room imports only itself and what stands before it", () => {
    const wrong = worker.flatMap((file) =>
      importsOf(file)
        // What Cloudflare hands us names the rooms' classes; a type is no dependency at run time.
        .filter(({ isType }) => !(file === "worker/env.ts" && isType))
        .filter(({ target }) => storeyOf(target) > storeyOf(file))
        .map(({ target }) => `${file} → ${target}`),
    );
    expect(wrong).toEqual([]);
  });
  test("no two files of the worker import each other", () => {
    const graph = new Map(
      worker.map((file) => [
        file,
        importsOf(file)
          .filter((one) => !one.isType)
          .map((one) => one.target),
      ]),
    );
    const wrong = [...graph].flatMap(([file, targets]) =>
      targets.filter((target) => target > file && graph.get(target)?.includes(file)).map((target) => `${file} ↔ ${target}`),
    );
    expect(wrong).toEqual([]);
  });
  test("the browser takes one type from the worker; the simulator and the worker take nothing from each other", () => {
    for (const file of sources.filter((one) => one.startsWith("web/"))) {
      for (const { target, isType } of importsOf(file)) {
        if (target.startsWith("worker/")) expect([file, target, isType]).toEqual(["web/api.ts", "worker/api.ts", true]);
        expect(target.startsWith("simulator/"), file).toBe(false);
      }
    }
    for (const file of sources.filter((one) => one.startsWith("simulator/"))) {
      for (const { target } of importsOf(file)) expect(target.startsWith("simulator/"), `${file} → ${target}`).toBe(true);
    }
    for (const file of worker)
      for (const { target } of importsOf(file)) expect(target.startsWith("worker/"), `${file} → ${target}`).toBe(true);
  });
});

describe("sizes", () => {
  const own = sources.filter((file) => !file.startsWith("test/"));
  test("no file is longer than 300 lines, and half of them are far shorter", () => {
    const lengths = own.map((file) => ({ file, lines: read(file).split("\n").length - 1 })).sort((a, b) => b.lines - a.lines);
    expect(lengths.filter(({ lines }) => lines > 300)).toEqual([]);
    expect(lengths[Math.floor(lengths.length / 2)]?.lines).toBeLessThanOrEqual(100);
  });
  test("no function is longer than 60 lines", () => {
    const wrong = own.flatMap((file) => longFunctions(read(file)).map((line) => `${file}:${line}`));
    expect(wrong).toEqual([]);
  });
});

test("what COVERAGE.md names is there: every file, and every test in it", () => {
  const named = [...read("test/COVERAGE.md").matchAll(/`([\w/-]+\.test\.ts)` › (.*?)(?=<br>| \|$)/gm)];
  expect(named.length).toBeGreaterThan(100);
  const wrong = named.filter(([, file, name = ""]) => !files.includes(`test/${file}`) || !read(`test/${file}`).includes(name));
  expect(wrong.map(([all]) => all)).toEqual([]);
});

/** Levels 1 and 2 of OWASP ASVS 5.0: how many requirements each section has of them, which are its first ones. */
const ASVS = `
  1.1:2 1.2:9 1.3:11 1.4:3 1.5:2 2.1:3 2.2:3 2.3:4 2.4:1 3.2:2 3.3:4 3.4:6 3.5:5 3.7:2 4.1:3 4.2:1 4.3:2 4.4:4
  5.1:1 5.2:3 5.3:2 5.4:3 6.1:3 6.2:12 6.3:4 6.4:4 6.5:5 6.6:3 6.8:4 7.1:3 7.2:4 7.3:2 7.4:5 7.5:2 7.6:2 8.1:2
  8.2:3 8.3:1 8.4:1 9.1:3 9.2:4 10.1:2 10.2:2 10.3:4 10.4:11 10.5:5 10.6:2 10.7:3 11.1:2 11.2:3 11.3:3 11.4:4 11.5:1 11.6:1
  12.1:3 12.2:2 12.3:4 13.1:1 13.2:5 13.3:2 13.4:5 14.1:2 14.2:4 14.3:3 15.1:3 15.2:3 15.3:7 16.1:1 16.2:5 16.3:4 16.4:3 16.5:3
  17.1:1 17.2:4 17.3:2
`;

test("docs/security.md answers every requirement once, and what it names is there: every file, and every test", () => {
  const page = read("docs/security.md");
  const rows = page.split("\n").filter((line) => /^\| \d/.test(line));
  const answered = rows.flatMap((line) => line.split("|")[1]?.trim().split(", ") ?? []);
  const asked = [...ASVS.matchAll(/([\d.]+):(\d+)/g)].flatMap(([, section, most]) =>
    Array.from({ length: Number(most) }, (_, at) => `${section}.${at + 1}`),
  );
  expect(answered.sort()).toEqual(asked.sort());
  expect(rows.filter((line) => !/^\| .+ \| .+ \| .+ \| .+ \|$/.test(line))).toEqual([]);
  const named = [...page.matchAll(/`((?:worker|web|scripts)\/[\w./-]+|[\w-]+\.(?:toml|json|md))`/g)].map(([, file = ""]) => file);
  expect(named.filter((file) => !files.includes(file))).toEqual([]);
  const tests = [...page.matchAll(/`([\w/-]+\.test\.ts)` › (.*?)(?=<br>| \|$)/gm)];
  expect(tests.length).toBeGreaterThan(80);
  const wrong = tests.filter(
    ([, file, name = ""]) => name === "" || !files.includes(`test/${file}`) || !read(`test/${file}`).includes(name),
  );
  expect(wrong.map(([all]) => all)).toEqual([]);
});

/** By indentation, which the formatter keeps: a line that opens a function, up to the line that closes it at the same depth. */
function longFunctions(text: string): number[] {
  const lines = text.split("\n");
  return lines.flatMap((line, at) => {
    const opens =
      /^( *)(export )?(default )?(async )?(function |(private |override |static )*(async )?#?\w+(<.*>)?\(.*\{$|const \w+ = (async )?\(.*=> \{$)/.exec(
        line,
      );
    if (!opens || !line.trimEnd().endsWith("{") || /^\s*(if|for|while|switch|describe|test|it)\b/.test(line)) return [];
    const end = lines.findIndex((other, below) => below > at && other.startsWith(`${opens[1]}}`));
    return end - at > 60 ? [at + 1] : [];
  });
}

describe("furniture", () => {
  test("every file begins by saying what it is for", () => {
    const silent = sources.filter((file) => !/^(#!.*\n)?(\/\*\*|\/\/|\/\*)/.test(read(file)));
    expect(silent).toEqual([]);
  });
  test("zod comes as a namespace, for its name `z` brings its words in fifty languages along", () => {
    expect(sources.filter((file) => /import \{.*\} from "zod"/.test(read(file)))).toEqual([]);
  });
  test("drawers without a noun do not exist", () => {
    expect(files.filter((file) => /(^|\/)(shared|lib|utils?|types|services?|helpers?|common|misc)(\/|\.ts)/.test(file))).toEqual([]);
  });
  test("our functions are called by what they do", () => {
    const empty = /(?:function|const) ((?:get|handle|process|manage)[A-Z]\w*|\w*(?:Service|Util|Helper|Manager)s?)\b\s*(?:=|\()/g;
    const wrong = sources.flatMap((file) => [...read(file).matchAll(empty)].map(([, name]) => `${file}: ${name}`));
    expect(wrong).toEqual([]);
  });
  test("nothing is left for later, and nothing is left out of the tests", () => {
    const marks = new RegExp(
      `\\b(${["TO", "FIX"].map((word) => `${word}${word === "TO" ? "DO" : "ME"}`).join("|")})\\b|\\b(it|test|describe)\\.(skip|only|todo)\\(|@ts-(ignore|nocheck)|oxlint-disable|biome-ignore`,
    );
    expect(sources.filter((file) => file !== "test/house.test.ts" && marks.test(read(file)))).toEqual([]);
  });
  test("the project speaks of itself alone", () => {
    const foreign = [/\/(?:work|home|tmp)\/\w/, /registry\.npmjs|npmmirror/, /\bissue #?\d+\b/i, /house\.md/, /\.\.\/shared/];
    const wrong = files
      .filter((file) => /\.(tsx?|mjs|md|css|html|sql|toml|json)$/.test(file) && !["test/house.test.ts", "package-lock.json"].includes(file))
      .flatMap((file) => foreign.filter((pattern) => pattern.test(read(file))).map((pattern) => `${file}: ${pattern}`));
    expect(wrong).toEqual([]);
  });
});

test("the Worker says what it does by its log alone", () => {
  const worker = sources.filter((file) => file.startsWith("worker/") && file !== "worker/log.ts");
  expect(worker.filter((file) => /\bconsole\./.test(read(file)))).toEqual([]);
});

test("ARCHITECTURE.md names every field a line of the log may have", () => {
  const page = read("ARCHITECTURE.md");
  expect(LOG_FIELDS.filter((name) => !page.includes(`\`${name}\``))).toEqual([]);
});

describe("time, chance and the network", () => {
  test("come in through the doors alone", () => {
    const global =
      /\bDate\.now\(|\bnew Date\(\)|\bMath\.random\(|\brandomUUID\(|\bgetRandomValues\(|\bsetTimeout\(|\bsetInterval\(|\bscheduler\.wait\(|(?<![.\w])fetch\(/;
    // Sign-in is better-auth's, which has its own clock and chance.
    // The panel's page carries a script for the browser it is shown in; the hosts run on the machine's clock.
    const allowed = ["worker/env.ts", "worker/team/sign-in.ts", "simulator/pages/frame.ts", "simulator/host.ts", "simulator/webserver.ts"];
    const wrong = sources
      .filter((file) => /^(worker|simulator)\//.test(file) && !allowed.includes(file))
      .flatMap((file) =>
        read(file)
          .split("\n")
          .flatMap((line, at) =>
            global.test(line.replace(/\/\/.*|^\s*\*.*|fetch\((request|_?\w*): Request|override async fetch\(/g, ""))
              ? [`${file}:${at + 1}: ${line.trim()}`]
              : [],
          ),
      );
    expect(wrong).toEqual([]);
  });
});
