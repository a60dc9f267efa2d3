import type { NodeLabelDrawingFunction } from "sigma/rendering";

const LINE_PX = 15;

/**
 * Writes the first part of a node's name to its right, for rows too close to each other for two lines; the whole name shows
 * when the node is pointed at. The line behind it is kept off the letters.
 */
export const drawNameToTheRight: NodeLabelDrawingFunction = (context, data, settings) => {
  if (!data.label) return;
  const [name = ""] = data.label.split(" · ");
  context.font = `${settings.labelWeight} ${settings.labelSize}px ${settings.labelFont}`;
  write(context, name, data.x + data.size + 4, data.y + settings.labelSize / 3);
};

/**
 * Among many nodes: writes the first part of a name to the right of its node where no other name of the same picture stands
 * yet, and otherwise leaves it to the pointer. `begin` forgets the picture before.
 */
export function namesApart(): { readonly draw: NodeLabelDrawingFunction; begin(): void } {
  let taken: Box[] = [];
  return {
    begin: () => void (taken = []),
    draw: (context, data, settings) => {
      if (!data.label) return;
      const [name = ""] = data.label.split(" · ");
      context.font = `${settings.labelWeight} ${settings.labelSize}px ${settings.labelFont}`;
      const left = data.x + data.size + 4;
      const box = { left, right: left + context.measureText(name).width, top: data.y - LINE_PX / 2, bottom: data.y + LINE_PX / 2 };
      if (taken.some((other) => overlap(box, other))) return;
      taken.push(box);
      write(context, name, left, data.y + settings.labelSize / 3);
    },
  };
}

type Box = { readonly left: number; readonly right: number; readonly top: number; readonly bottom: number };

const overlap = (a: Box, b: Box): boolean => a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;

function write(context: CanvasRenderingContext2D, name: string, x: number, y: number): void {
  context.lineWidth = 3;
  context.strokeStyle = "rgba(255, 255, 255, 0.85)";
  context.strokeText(name, x, y);
  context.fillStyle = "#14272c";
  context.fillText(name, x, y);
}

/**
 * Writes a node's name in two lines, in the middle below it, or above it where `isAbove` says so: names of neighbouring
 * layers then pass each other instead of lying on the next node.
 */
export const drawNameBeside: NodeLabelDrawingFunction = (context, data, settings) => {
  if (!data.label) return;
  const lines = data.label.split(" · ");
  const isAbove = (data as { isAbove?: boolean }).isAbove === true; // set on the model's nodes, which sigma hands through
  context.font = `${settings.labelWeight} ${settings.labelSize}px ${settings.labelFont}`;
  context.textAlign = "center";
  context.fillStyle = "#14272c";
  const first = isAbove ? data.y - data.size - 6 - LINE_PX * (lines.length - 1) : data.y + data.size + LINE_PX;
  lines.forEach((line, i) => context.fillText(line, data.x, first + i * LINE_PX));
  context.textAlign = "start";
};
