import react from "@vitejs/plugin-react";
import { defineConfig } from "vite";

/** `vite build` makes the console; `vite build --mode gallery` makes the gallery of component states for review. */
export default defineConfig(({ mode }) => {
  const page = mode === "gallery" ? "gallery" : "index";
  return {
    root: "entry/console",
    plugins: [react()],
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
