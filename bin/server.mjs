// How the server is run, wherever it is run: by `npm start`, by tests and by measurements.
import { join } from "node:path";
import { root } from "./ensure.mjs";

// Nearly all that a request makes is thrown away at once: a roomy young generation (MiB) spares moving what would not have stayed.
export const serverArguments = ["--max-semi-space-size=64", "--import", "tsx", join(root, "entry", "api.ts")];
