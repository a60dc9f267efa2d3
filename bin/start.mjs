// `npm start`: from a fresh clone to a usable sign-in page with nothing but Node and npm.
import { spawn } from "node:child_process";
import { buildDemoBehind } from "./demo.mjs";
import { ensureConsole, ensurePackages, requireNode, root } from "./ensure.mjs";
import { serverArguments } from "./server.mjs";

requireNode();
ensurePackages();
ensureConsole();
const server = spawn(process.execPath, serverArguments, { cwd: root, stdio: "inherit" });
for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"]) process.on(signal, () => server.kill(signal));
server.on("exit", (code, signal) => process.exit(code ?? (signal ? 1 : 0)));
await buildDemoBehind(server);
