// Runs a script of ours on the Node that the project pins, whatever Node the shell has (or on the shell's where that is as new and none is built for
// the machine), after making sure that the packages are there.
// Signals reach the script; its exit code is ours.
import { spawn } from "node:child_process";
import { findNode, install, pinnedEnvironment, root } from "./install.mjs";

install();
const child = spawn(findNode() ?? process.execPath, process.argv.slice(2), { stdio: "inherit", cwd: root, env: pinnedEnvironment() });
process.on("SIGINT", () => child.kill("SIGINT"));
process.on("SIGTERM", () => child.kill("SIGTERM"));
child.on("exit", (code, signal) => process.exit(signal ? 1 : (code ?? 1)));
