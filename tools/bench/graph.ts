import { chromium, type Page } from "playwright-core";
import { chromiumPath, serveGallery } from "../gallery-pages.ts";
import { numberOption, printReport, progress, quantile } from "./report.ts";

/**
 * `qingyu bench graph [--seconds 4] [--rounds 3] [--json]`: the graph of 2,000 nodes and 4,000 edges dragged and zoomed without a pause;
 * frames a second, each counted only when the picture was drawn anew. Drawn by the processor where the machine has no GPU.
 */
const seconds = numberOption("seconds", 4);
const rounds = numberOption("rounds", 3);
const FRAMES_A_SECOND = 30;
const STATE = "two-thousand";

/** Runs in the page: counts the browser's frames in which the picture was cleared and drawn; they go on by themselves when nothing moves. */
const COUNT_FRAMES = `
  if (!globalThis.countsFrames) {
    globalThis.countsFrames = true;
    const clear = WebGL2RenderingContext.prototype.clear;
    let last = -1;
    WebGL2RenderingContext.prototype.clear = function (mask) {
      const frame = document.timeline.currentTime;
      if (frame !== last) globalThis.drawn += 1;
      last = frame;
      clear.call(this, mask);
    };
  }`;

/** Runs in the page: one movement a frame, as fast as frames come. */
const moving = (how: "drag" | "zoom"): string => `
  new Promise((done) => {
    const canvas = document.querySelector(".sigma-mouse");
    const box = canvas.getBoundingClientRect();
    const at = (step) => ({ clientX: box.left + box.width / 2 + 200 * Math.sin(step / 9), clientY: box.top + box.height / 2 + 120 * Math.cos(step / 7), bubbles: true, composed: true, cancelable: true });
    const fire = (type, step) => canvas.dispatchEvent(new MouseEvent(type, { ...at(step), button: 0, buttons: 1 }));
    const started = performance.now();
    globalThis.drawn = 0;
    let step = 0;
    if ("${how}" === "drag") fire("mousedown", 0);
    requestAnimationFrame(function next() {
      step += 1;
      if ("${how}" === "drag") fire("mousemove", step);
      else canvas.dispatchEvent(new WheelEvent("wheel", { ...at(0), deltaY: step % 80 < 40 ? -60 : 60 }));
      if (performance.now() - started < ${seconds * 1_000}) return requestAnimationFrame(next);
      if ("${how}" === "drag") fire("mouseup", step);
      done(globalThis.drawn / ((performance.now() - started) / 1000));
    });
  })`;

const { url, close } = await serveGallery();
const browser = await chromium.launch({ executablePath: chromiumPath(), args: ["--no-sandbox", "--disable-dev-shm-usage", "--disable-gpu", "--enable-unsafe-swiftshader"] });
try {
  const page = await browser.newPage({ viewport: { width: 1440, height: 900 } });
  await page.goto(`${url}?state=${encodeURIComponent(await stateNamed(page, url))}`);
  await page.locator(".graph-canvas canvas").first().waitFor();
  await page.waitForTimeout(2_000); // the layout's worker is done, and the first frames are drawn
  await framesWhile(page, "drag"); // warm: shaders are compiled and the script is optimised
  const dragged: number[] = [];
  const zoomed: number[] = [];
  for (let round = 0; round < rounds; round++) {
    dragged.push(await framesWhile(page, "drag"));
    zoomed.push(await framesWhile(page, "zoom"));
    progress(`round ${round}: dragged ${dragged.at(-1)?.toFixed(1)}, zoomed ${zoomed.at(-1)?.toFixed(1)} frames a second`);
  }
  const [drags, zooms] = [quantile(dragged, 0.5), quantile(zoomed, 0.5)];
  printReport({
    bench: "graph",
    reference: "",
    unit: "frames a second, the lower of dragging and zooming",
    measured: Math.min(drags, zooms),
    referenceMeasured: null,
    ratio: null,
    goal: `≥ ${FRAMES_A_SECOND} frames a second with 2,000 nodes`,
    met: Math.min(drags, zooms) >= FRAMES_A_SECOND,
    details: { dragged: drags, zoomed: zooms, rounds, renderer: await rendererOf(page) },
  });
} finally {
  await browser.close();
  close();
}

async function stateNamed(page: Page, base: string): Promise<string> {
  await page.goto(base);
  await page.waitForSelector("a[data-state]");
  const states = await page.locator("a[data-state]").evaluateAll((links) => links.map((link) => link.getAttribute("data-state") ?? ""));
  const found = states.find((state) => state.endsWith(STATE));
  if (!found) throw new Error(`the gallery has no state ${STATE}`);
  return found;
}

async function framesWhile(page: Page, how: "drag" | "zoom"): Promise<number> {
  await page.evaluate(COUNT_FRAMES);
  return Number(await page.evaluate(moving(how)));
}

/** Who draws: a processor's renderer where there is no GPU. */
async function rendererOf(page: Page): Promise<string> {
  const asked = `(() => { const gl = document.createElement("canvas").getContext("webgl2"); const names = gl && gl.getExtension("WEBGL_debug_renderer_info"); return names ? gl.getParameter(names.UNMASKED_RENDERER_WEBGL) : "unknown"; })()`;
  return String(await page.evaluate(asked));
}
