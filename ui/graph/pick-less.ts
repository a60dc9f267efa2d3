import type Sigma from "sigma";

/**
 * What lies under the mouse is read back from the graphics card, and the answer waits for the frame that is being drawn. So nobody
 * asks while the picture is dragged, when a path that lights up under the mouse would only flicker, nor for a wheel that only zooms.
 */
export function pickLess(sigma: Sigma): void {
  const mouse = sigma.getMouseCaptor();
  mouse.removeAllListeners("wheel");
  let resting: ReturnType<typeof mouse.listeners> = [];
  mouse.on("mousedown", () => {
    if (resting.length > 0) return;
    resting = mouse.listeners("mousemove");
    mouse.removeAllListeners("mousemove");
  });
  mouse.on("mouseup", () => {
    for (const listener of resting) mouse.on("mousemove", listener as Parameters<typeof mouse.on<"mousemove">>[1]); // what was listening to it before
    resting = [];
  });
}
