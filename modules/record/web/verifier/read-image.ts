import { decodeQRBatch } from "qr/decode.js";
import { MARK } from "../../domain/receipt-code.ts";
import { refuseRecord as refuse } from "../../contract/refusals.ts";

/** A photograph is larger than its codes need; beyond this it only costs time. */
const MOST_SIDE = 3_000;
const TIME_LIMIT_MS = 8_000;

/** Texts of all receipt codes seen in an image: a photograph of one, or a scan of the whole page. Refuses `record.code.unseen`. */
export async function readImage(file: File): Promise<string[]> {
  const image = await pixelsOf(file).catch(() => undefined);
  const results = image ? ((await decodeQRBatch([image], { effort: Infinity, timeLimit: TIME_LIMIT_MS }))[0] ?? []) : [];
  const texts = results.flatMap((result) => (typeof result === "string" && result.startsWith(MARK) ? [result] : []));
  return texts.length > 0 ? texts : refuse("record.code.unseen", { name: file.name });
}

async function pixelsOf(file: File): Promise<ImageData> {
  const bitmap = await createImageBitmap(file);
  const scale = Math.min(1, MOST_SIDE / Math.max(bitmap.width, bitmap.height));
  const canvas = document.createElement("canvas");
  canvas.width = Math.max(1, Math.round(bitmap.width * scale));
  canvas.height = Math.max(1, Math.round(bitmap.height * scale));
  const drawing = canvas.getContext("2d");
  if (!drawing) throw new Error("no canvas");
  drawing.fillStyle = "#fff"; // a code with a transparent ground stays a code
  drawing.fillRect(0, 0, canvas.width, canvas.height);
  drawing.drawImage(bitmap, 0, 0, canvas.width, canvas.height);
  return drawing.getImageData(0, 0, canvas.width, canvas.height);
}
