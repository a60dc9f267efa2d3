import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { colours } from "./colours.ts";

const TEXTS = ["text", "textSoft", "placeholder", "teal", "success", "warning", "danger", "info"] as const;
const TINTED = [["teal", "tealTint"], ["success", "successTint"], ["warning", "warningTint"], ["danger", "dangerTint"], ["info", "infoTint"], ["placeholder", "page"], ["textSoft", "page"]] as const;

test("everything written in a colour of the house can be read on white", () => {
  for (const name of TEXTS) expect(contrast(colours[name], colours.surface), name).toBeGreaterThanOrEqual(4.5);
});

test("what is written on a tint can be read on it", () => {
  for (const [text, ground] of TINTED) expect(contrast(colours[text], colours[ground]), `${text} on ${ground}`).toBeGreaterThanOrEqual(4.5);
});

test("the style sheet and the theme name the same colours", () => {
  const css = readFileSync(join(import.meta.dirname, "tokens.css"), "utf8");
  const known = new Map<string, string>(Object.entries(colours).map(([name, colour]) => [name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`), colour]));
  const named = [...css.matchAll(/--([a-z-]+): (#[0-9a-f]{6});/g)].map(([, name = "", colour = ""]) => [name, colour] as const).filter(([name]) => known.has(name));
  expect(named.length).toBeGreaterThan(10);
  for (const [name, colour] of named) expect(colour, name).toBe(known.get(name));
});

/** Contrast of two colours by WCAG 2.2, 1.4.3. */
function contrast(a: string, b: string): number {
  const [light = 0, dark = 0] = [luminance(a), luminance(b)].sort((x, y) => y - x);
  return (light + 0.05) / (dark + 0.05);
}

function luminance(colour: string): number {
  const [r = 0, g = 0, b = 0] = [1, 3, 5].map((at) => Number.parseInt(colour.slice(at, at + 2), 16) / 255).map((part) => (part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4));
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}
