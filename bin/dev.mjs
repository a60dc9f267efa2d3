// `npm run dev`: the server (restarting on change) and the console's dev server side by side.
import { spawn } from "node:child_process";
import { join } from "node:path";
import { ensurePackages, requireNode, root } from "./ensure.mjs";

requireNode();
ensurePackages();
const children = [
  spawn(process.execPath, [join(root, "node_modules/tsx/dist/cli.mjs"), "watch", "--clear-screen=false", "entry/api.ts"], { cwd: root, stdio: "inherit" }),
  spawn(process.execPath, [join(root, "node_modules/vite/bin/vite.js")], { cwd: root, stdio: "inherit" }),
];
const stop = () => children.forEach((child) => child.kill("SIGTERM"));
for (const signal of ["SIGINT", "SIGTERM"]) process.on(signal, stop);
children.forEach((child) => child.on("exit", stop));
