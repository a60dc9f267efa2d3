import react from "@vitejs/plugin-react";
import { readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { brotliCompressSync, constants, gzipSync } from "node:zlib";
import { defineConfig, type Plugin } from "vite";

/** Beside every text file of the build lie its .br and .gz, so the server never compresses while somebody waits. */
function precompress(): Plugin {
  let folder = "";
  return {
    name: "qingyu-precompress",
    apply: "build",
    configResolved: (config) => void (folder = resolve(config.root, config.build.outDir)),
    closeBundle: () => {
      for (const name of readdirSync(folder, { recursive: true, encoding: "utf8" })) {
        const path = join(folder, name);
        if (!/\.(js|css|html|svg|json)$/.test(name) || statSync(path).size < 1_024) continue;
        const bytes = readFileSync(path);
        writeFileSync(`${path}.br`, brotliCompressSync(bytes, { params: { [constants.BROTLI_PARAM_QUALITY]: 11, [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length } }));
        writeFileSync(`${path}.gz`, gzipSync(bytes, { level: 9 }));
      }
    },
  };
}

/** `vite build` makes the console; `vite build --mode gallery` makes the gallery of component states for review. */
export default defineConfig(({ mode }) => {
  const page = mode === "gallery" ? "gallery" : "index";
  return {
    root: "entry/console",
    plugins: [react(), precompress()],
    // The oldest browser met in government offices is Chromium 90.
    build: {
      target: "chrome90",
      cssTarget: "chrome90",
      outDir: mode === "gallery" ? "../../dist/gallery" : "../../dist/console",
      emptyOutDir: true,
      chunkSizeWarningLimit: 1200,
      rollupOptions: { input: `entry/console/${page}.html` },
    },
    worker: { format: "es" },
    server: { host: "127.0.0.1", port: 5173, proxy: { "/api": "http://127.0.0.1:7070", "/openapi.json": "http://127.0.0.1:7070" } },
  };
});
