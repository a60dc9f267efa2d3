import { spawnSync } from "node:child_process";
import { createReadStream, existsSync } from "node:fs";
import { createServer, type Server } from "node:http";
import { extname, join, normalize } from "node:path";
import { repositoryRoot } from "#platform/config.ts";

const FOLDER = join(repositoryRoot, "dist", "gallery");
const TYPES: { readonly [ending: string]: string } = { ".html": "text/html; charset=utf-8", ".js": "text/javascript", ".css": "text/css", ".json": "application/json", ".svg": "image/svg+xml" };

/** Builds the gallery of component states and serves it; `?state=NAME` shows one alone. */
export async function serveGallery(): Promise<{ readonly url: string; readonly close: () => void }> {
  build();
  const server = await serve();
  const address = server.address();
  return { url: `http://127.0.0.1:${typeof address === "object" && address ? address.port : 0}/gallery.html`, close: () => void server.close() };
}

function build(): void {
  const vite = join(repositoryRoot, "node_modules", "vite", "bin", "vite.js");
  const done = spawnSync(process.execPath, [vite, "build", "--mode", "gallery", "--logLevel", "error"], { cwd: repositoryRoot, stdio: "inherit" });
  if (done.status !== 0) process.exit(done.status ?? 1);
}

function serve(): Promise<Server> {
  const files = createServer((request, answer) => {
    const path = normalize(new URL(request.url ?? "/", "http://gallery").pathname);
    const file = join(FOLDER, path);
    if (!file.startsWith(FOLDER) || !existsSync(file)) return answer.writeHead(404).end();
    answer.writeHead(200, { "content-type": TYPES[extname(file)] ?? "application/octet-stream" });
    createReadStream(file).pipe(answer);
  });
  return new Promise((done) => files.listen(0, "127.0.0.1", () => done(files)));
}

export function chromiumPath(): string {
  const found = ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"].find((path) => existsSync(path));
  if (!found) throw new Error("No Chromium found; `npm test` installs one where it can.");
  return found;
}
