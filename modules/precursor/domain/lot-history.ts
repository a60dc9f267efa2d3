import { keyOf } from "./key.ts";
import { resolveLotSubstance } from "./lot-substance.ts";

/** A row that makes a lot known, from its filing until its void is filed (Infinity: it stands). Epoch ms. */
export type Naming = { readonly declarant: string; readonly lot: string; readonly substanceId: string; readonly from: number; readonly until: number };

/** What a lot was known to hold over some time. */
export type Held = { readonly substanceId: string; readonly from: number; readonly until: number };

/** What an input lot was known to hold while its transform stood, one after another without a gap; nothing if it never stood. */
export type LotHistory = (enterprise: string, lot: string, ownSubstanceId: string, from: number, until: number) => readonly Held[];

/** Nothing names a lot: every transform uses its own substance. */
export const ownSubstance: LotHistory = (_enterprise, _lot, substanceId, from, until) => (from < until ? [{ substanceId, from, until }] : []);

export function lotHistory(namings: readonly Naming[]): LotHistory {
  const known = new Map<string, Naming[]>();
  for (const naming of namings) {
    const key = keyOf(naming.declarant, naming.lot);
    const list = known.get(key);
    if (list === undefined) known.set(key, [naming]);
    else list.push(naming);
  }
  const spans = new Map([...known].map(([key, list]) => [key, spansOf(list)]));
  return (enterprise, lot, own, from, until) => {
    const named = spans.get(keyOf(enterprise, lot));
    return named === undefined ? ownSubstance(enterprise, lot, own, from, until) : heldOver(named, own, from, until);
  };
}

/** A lot received in a thousand parts is known once. */
function spansOf(namings: readonly Held[]): Held[] {
  const spans: Held[] = [];
  const last = new Map<string, { substanceId: string; from: number; until: number }>();
  for (const { substanceId, from, until } of [...namings].sort((a, b) => a.from - b.from)) {
    if (from >= until) continue;
    const open = last.get(substanceId);
    if (open !== undefined && from <= open.until) open.until = Math.max(open.until, until);
    else {
      const span = { substanceId, from, until };
      last.set(substanceId, span);
      spans.push(span);
    }
  }
  return spans;
}

function heldOver(spans: readonly Held[], own: string, from: number, until: number): Held[] {
  const turns = [from, ...spans.flatMap((span) => [span.from, span.until]).filter((at) => at > from && at < until).sort((a, b) => a - b)];
  const held: Held[] = [];
  turns.forEach((at, i) => {
    const end = turns[i + 1] ?? until;
    if (at >= end) return;
    const substanceId = resolveLotSubstance(spans.filter((span) => span.from <= at && at < span.until).map((span) => span.substanceId), own);
    const last = held.at(-1);
    if (last?.substanceId === substanceId) held[held.length - 1] = { ...last, until: end };
    else held.push({ substanceId, from: at, until: end });
  });
  return held;
}
