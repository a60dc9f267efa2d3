import react from "@vitejs/plugin-react";
import { createHash } from "node:crypto";
import { readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { brotliCompressSync, constants, gzipSync } from "node:zlib";
import { defineConfig, type Plugin, type UserConfig } from "vite";

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

/** The verifier of receipts is one file that asks nothing of anybody: script and style stand in the page, which allows these two by their hash and nothing else. */
function onePage(folder: string, fileName: string): Plugin {
  return {
    name: "qingyu-one-page",
    generateBundle(_options, bundle) {
      const parts = Object.values(bundle);
      const script = parts.map((part) => (part.type === "chunk" ? part.code : "")).join("").replaceAll("</script", "<\\/script").replaceAll("<!--", "<\\!--");
      const style = readFileSync(join(folder, "verifier.css"), "utf8"); // imported, it would be put in by the script, which the page forbids
      const hashOf = (text: string) => `sha256-${createHash("sha256").update(text).digest("base64")}`;
      const filling: { readonly [place: string]: string } = { script, style, "script-hash": hashOf(script), "style-hash": hashOf(style) };
      for (const part of parts) delete bundle[part.fileName];
      const source = readFileSync(join(folder, "verifier.html"), "utf8").replace(/\{([a-z-]+)\}/g, (whole, place: string) => filling[place] ?? whole);
      this.emitFile({ type: "asset", fileName, source });
    },
  };
}

const VERIFIER = "modules/record/web/verifier";
const verifier: UserConfig = {
  root: VERIFIER,
  publicDir: false,
  plugins: [onePage(VERIFIER, "record-verifier.html")],
  build: { target: "chrome90", cssTarget: "chrome90", outDir: resolve("dist/verifier"), emptyOutDir: true, modulePreload: false, rollupOptions: { input: resolve(VERIFIER, "main.ts"), output: { format: "iife" } } },
};

/** `vite build` makes the console; `--mode verifier` the page that verifies receipts; `--mode gallery` the gallery of component states for review. */
export default defineConfig(({ mode }) => {
  if (mode === "verifier") return verifier;
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
