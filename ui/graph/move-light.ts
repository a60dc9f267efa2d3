import type Sigma from "sigma";

/** How long after the last movement the picture is whole again. */
const STILL_MS = 120;

/**
 * A large graph in motion is its nodes alone: nothing is drawn on the other layers then (`hideEdgesOnMove`, `hideLabelsOnMove`), and
 * where no graphics card does it, putting each of them on the screen again costs more than drawing the nodes.
 * @param box `graph.css` hides the layers while it has `data-moving`
 */
export function moveLight(sigma: Sigma, box: HTMLElement): void {
  let stillSoon: ReturnType<typeof setTimeout> | undefined;
  sigma.getCamera().on("updated", () => {
    box.dataset["moving"] = "";
    clearTimeout(stillSoon);
    stillSoon = setTimeout(() => delete box.dataset["moving"], STILL_MS);
  });
}
