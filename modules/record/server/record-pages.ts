import type { OpenPage } from "#platform/module.ts";
import { utf8 } from "@scure/base";
import { bundleOf, joinHashes, parseTilePath, TILE_WIDTH, widthIn } from "../domain/tile.ts";
import { readLogKeys } from "./log-keys.ts";
import { findHead, listPlacedEntries } from "./log.sql.ts";
import { readTile } from "./log-store.ts";
import { recordParts } from "./parts.ts";
import { readVerifierPage } from "./verifier-page.ts";

/** C2SP tlog-tiles: what anybody may fetch to check the log, without an account. There is nothing in it but hashes. */
export const recordPages: readonly OpenPage[] = [
  { path: "/record/checkpoint", answer: async () => text((await findHead(recordParts().app))?.note) },
  { path: "/record/vkey", answer: async () => text(readLogKeys(recordParts().dataDir).filter(({ retiredAt }) => retiredAt === null).map(({ vkey }) => `${vkey}\n`).join("")) },
  { path: "/record/tile/*", answer: answerTile },
  { path: "/record/verifier.html", answer: async () => page(await readVerifierPage()) },
];

/** A tile or a bundle as wide as asked, when the signed tree has it so wide. */
async function answerTile(path: string) {
  const { app } = recordParts();
  const tile = parseTilePath(path);
  const head = tile && (await findHead(app));
  if (!tile || !head) return undefined;
  const size = BigInt(head.size);
  if (widthIn(size, tile.level, tile.index) < tile.width) return undefined;
  const from = Number(tile.index) * TILE_WIDTH;
  const body = tile.level === "entries" ? bundleOf((await listPlacedEntries(app, from, from + tile.width)).map(({ entry }) => entry)) : joinHashes((await readTile(app, size, tile.level, tile.index)).slice(0, tile.width));
  return { mediaType: "application/octet-stream", body, isForever: true };
}

const text = (body: string | undefined) => (body === undefined ? undefined : { mediaType: "text/plain; charset=utf-8", body: utf8.decode(body), isForever: false });
/** One file that holds its own script, and asks nothing of anybody. */
const VERIFIER_POLICY = "default-src 'none'; script-src 'unsafe-inline'; style-src 'unsafe-inline'; img-src blob: data:";
const page = (body: Uint8Array | undefined) => (body === undefined ? undefined : { mediaType: "text/html; charset=utf-8", body, isForever: false, policy: VERIFIER_POLICY });
