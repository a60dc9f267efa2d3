import type { ReactNode } from "react";
import type { Endpoint, OutputOf } from "#kernel/contract.ts";
import type { Words } from "./call.ts";

/** What the gallery answers instead of a server: an output, a refusal's status and words, never (`waiting`), or silence (`offline`). */
export type GalleryAnswer = { readonly endpoint: Endpoint; readonly answer: unknown };

export type GalleryState = {
  readonly render: () => ReactNode;
  readonly answers?: readonly GalleryAnswer[];
  /** The address the screen believes to be at: `/precursor/findings?kind=no-permit`. */
  readonly at?: string;
  /** `console` (default): inside the frame. `bare`: alone on the page. */
  readonly frame?: "console" | "bare";
};

/** What a `*.gallery.tsx` file exports as `gallery`. State names go into file names of photographs: short, kebab-case. */
export type Gallery = { readonly title: Words; readonly states: { readonly [state: string]: GalleryState } };

export function answered<E extends Endpoint>(endpoint: E, output: OutputOf<E>): GalleryAnswer {
  return { endpoint, answer: output };
}

const refusalOf = Symbol("refusal");
export const waiting = Symbol("waiting");
export const offline = Symbol("offline");

export function refusedAs(endpoint: Endpoint, status: number, words: Words, code = "gallery.refused"): GalleryAnswer {
  return { endpoint, answer: { [refusalOf]: { status, code, words, data: {} } } };
}

/** The HTTP answer a prepared answer stands for. */
export async function respond(answer: unknown): Promise<Response> {
  if (answer === waiting) return new Promise(() => undefined);
  if (answer === offline || answer === undefined) throw new TypeError("offline");
  const refusal = typeof answer === "object" && answer !== null && refusalOf in answer ? (answer[refusalOf] as { status: number }) : null;
  return refusal ? Response.json(refusal, { status: refusal.status }) : Response.json(answer);
}
