import type Sigma from "sigma";
import { NodeCircleProgram, type NodeProgramType, type ProgramInfo } from "sigma/rendering";
import type { RenderParams } from "sigma/types";

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

/** Nodes whose second picture, from which is read what lies under the mouse, is drawn at rest only. */
export function nodesPickedAtRest(isMoving: () => boolean): NodeProgramType {
  return class extends NodeCircleProgram {
    override renderProgram(params: RenderParams, program: ProgramInfo): void {
      if (!(program.isPicking && isMoving())) super.renderProgram(params, program);
    }
  };
}
