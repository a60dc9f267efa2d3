import type Sigma from "sigma";
import { nodesPickedAtRest } from "./pick-less.ts";

/** How long after the last movement the picture is whole again, and nodes answer the pointer. */
const STILL_MS = 120;

/**
 * A large graph in motion is its nodes alone: nothing is drawn on the other layers then (`nodesAloneInMotion`), and where no
 * graphics card does it, putting each of them on the screen again costs more than drawing the nodes.
 * @param box `graph.css` hides the layers while it has `data-moving`
 */
export function moveLight(sigma: Sigma, box: HTMLElement): void {
  let stillSoon: ReturnType<typeof setTimeout> | undefined;
  sigma.getCamera().on("updated", () => {
    box.dataset["moving"] = "";
    clearTimeout(stillSoon);
    stillSoon = setTimeout(() => {
      delete box.dataset["moving"];
      sigma.scheduleRender();
    }, STILL_MS);
  });
  sigma.on("kill", () => clearTimeout(stillSoon));
}

/** Sigma's settings for it: nodes are drawn once a frame, and nothing else is. */
export const nodesAloneInMotion = (box: HTMLElement) => ({ hideEdgesOnMove: true, hideLabelsOnMove: true, nodeProgramClasses: { circle: nodesPickedAtRest(() => "moving" in box.dataset) } });
