import type { encodeQR } from "qr";
import { QR_OPTIONS } from "../domain/receipt-code.ts";

type QrCodeProps = { readonly encode: typeof encodeQR; readonly text: string; readonly sizeMm: number };

/** One code, a path of black modules: sharp at any size, and nothing of it is set as raw HTML. */
export function QrCode({ encode, text, sizeMm }: QrCodeProps) {
  const rows = encode(text, "raw", QR_OPTIONS);
  const path = rows.flatMap((row, y) => runsOf(row).map(([x, length]) => `M${x} ${y}h${length}v1h-${length}z`)).join("");
  return (
    <svg width={`${sizeMm}mm`} height={`${sizeMm}mm`} viewBox={`0 0 ${rows.length} ${rows.length}`} shapeRendering="crispEdges" role="img">
      <rect width={rows.length} height={rows.length} fill="#fff" />
      <path d={path} fill="#000" />
    </svg>
  );
}

/** Black modules side by side as one stroke. */
function runsOf(row: readonly boolean[]): [x: number, length: number][] {
  const runs: [number, number][] = [];
  row.forEach((isBlack, x) => {
    const last = runs.at(-1);
    if (isBlack && last && last[0] + last[1] === x) last[1]++;
    else if (isBlack) runs.push([x, 1]);
  });
  return runs;
}
