import { defineConfig } from "vitest/config";

// Five kinds of proof, each with a budget of its own (ARCHITECTURE.md, "Tests").
const kinds = { rules: 20_000, stories: 90_000, browser: 180_000, faults: 300_000, histories: 300_000 };

export default defineConfig({
  test: {
    maxWorkers: 2,
    projects: Object.entries(kinds).map(([name, testTimeout]) => ({
      test: {
        name,
        environment: "node",
        // What is imported is read once for all files of a kind.
        isolate: false,
        ...(name === "browser" ? { globalSetup: "test/browser/chromium.ts" } : {}),
        include: name === "rules" ? ["test/rules/**/*.test.ts", "test/house.test.ts"] : [`test/${name}/**/*.test.ts`],
        // Vitest's own second is less than a busy machine needs for one answer.
        expect: { poll: { timeout: 20_000 } },
        testTimeout,
        hookTimeout: testTimeout,
      },
    })),
  },
});
