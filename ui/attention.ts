/** After so long without a hand on the page, what it asks it asks by itself. */
const ATTENDED_MS = 5_000;
const ACTS = ["pointerdown", "keydown", "wheel", "touchmove"] as const;

let lastActAt = Date.now();

if (typeof document !== "undefined") {
  const note = () => void (lastActAt = Date.now());
  for (const act of ACTS) addEventListener(act, note, { capture: true, passive: true });
  document.addEventListener("visibilitychange", () => document.visibilityState === "visible" && note());
}

/** Whether somebody is at this page. Polls and live updates go on without anybody, and must not keep a left session open. */
export const isAttended = (): boolean => Date.now() - lastActAt < ATTENDED_MS;
