import { wordsOf, type Refusal } from "#kernel/refusal.ts";
import { recordRefusals } from "../../contract/refusals.ts";
import type { Receipt } from "../../contract/receipt.ts";
import type { ReceiptKey, ReceiptVerdict } from "../../domain/receipt.ts";
import { element, factList } from "./elements.ts";
import { verifierWords, type Language, type VerifierWords } from "./words.ts";

/** What came of a verification, kept so that it can be said again in the other language. */
export type Outcome =
  | { readonly kind: "verdict"; readonly verdict: ReceiptVerdict; readonly receipt: Receipt; /** What was given beside the receipt. */ readonly content: string | undefined; readonly keysGiven: boolean; readonly at: Date }
  | { readonly kind: "refusal"; readonly refusal: Refusal; readonly at: Date }
  | { readonly kind: "bug"; readonly at: Date };

export function outcomeView(outcome: Outcome, language: Language): HTMLElement {
  const t = verifierWords[language];
  if (outcome.kind === "bug") return element("article", "verdict fails", element("h2", "", t.failed));
  const when = element("p", "when", `${t.verifiedAt} ${beijing(outcome.at, t)} · ${t.byThisMachine} · ${t.programme}`);
  if (outcome.kind === "refusal") return element("article", ...refusalHead(outcome.refusal, t), element("p", "reason", refusalText(outcome.refusal, language)), when);
  const { verdict } = outcome;
  const head = verdict.vouched ? [element("h2", "", t.holds), element("p", "", t.holdsSays)] : uncheckedHead(verdict, outcome.keysGiven, t);
  const facts = [element("h3", "", verdict.vouched ? t.proved : t.claimed), factsOf(verdict, t)];
  const limits = verdict.vouched ? [element("h3", "", t.notProved), limitsOf(verdict, t)] : [];
  return element("article", `verdict ${verdict.vouched ? "holds" : "unchecked"}`, ...head, ...facts, ...limits, when, details(outcome, t));
}

/** A code not yet scanned, or a key miswritten, says nothing against the receipt. */
const UNFINISHED = /^record\.(code|key)\.|^record\.receipt\.(absent|unkeyed)$/;

function refusalHead({ code }: Refusal, t: VerifierWords): readonly [string, ...HTMLElement[]] {
  const isUnfinished = UNFINISHED.test(code);
  return [`verdict ${isUnfinished ? "unchecked" : "fails"}`, element("h2", "", isUnfinished ? t.unfinished : t.fails), element("p", "", isUnfinished ? t.unfinishedSays : t.failsSays)];
}

export function refusalText(refusal: Refusal, language: Language): string {
  const words = recordRefusals.words[refusal.code];
  return `${words ? wordsOf(words, language, refusal.data) : ""} [${refusal.code}]`.trim();
}

function uncheckedHead({ signedBy }: ReceiptVerdict, keysGiven: boolean, t: VerifierWords): HTMLElement[] {
  const next = signedBy.map(({ name, id }) => element("p", "next", t.uncheckedNext(name, id)));
  return [element("h2", "", t.unchecked), element("p", "", t.uncheckedSays), ...(keysGiven ? [element("p", "reason", t.unknownKeys)] : []), ...next];
}

function factsOf({ vouched, done, log, signedBy, witnesses, content }: ReceiptVerdict, t: VerifierWords): HTMLElement {
  const told = (keys: readonly (ReceiptKey & { readonly says: string })[]) => (keys.length === 0 ? t.nobody : keys.map(({ says, id, isKnown }) => t.keyOf(says, id, isKnown ? t.known : t.unknown)).join(" · "));
  return factList([
    [t.at, beijing(new Date(done.at), t)],
    [t.act, done.name],
    [t.account, `${done.actor.kind} ${done.actor.id}`],
    [t.unit, done.unit],
    [t.read, done.read && t.readOf(done.read.subjects.length, done.read.purpose)],
    [t.seals, done.seals],
    [t.content, content === "not-given" ? t.contentNotGiven : vouched ? t.contentChecked : t.contentFits],
    [t.place, t.placeOf(log.index, log.size)],
    [t.log, log.origin],
    [t.signedBy, told(signedBy.map((key) => ({ ...key, says: key.name })))],
    [t.witnesses, told(witnesses.map((key) => ({ ...key, says: t.witnessed(key.name, beijing(new Date(key.at), t)) })))],
  ]);
}

function limitsOf({ content }: ReceiptVerdict, t: VerifierWords): HTMLElement {
  return element("ul", "limits", ...[t.notTrue, t.notWho, ...(content === "checked" ? [] : [t.notContent])].map((says) => element("li", "", says)));
}

function details({ verdict, receipt, content }: Extract<Outcome, { kind: "verdict" }>, t: VerifierWords): HTMLElement {
  const code = (text: string) => element("pre", "", text);
  const filed = content ?? receipt.filed ?? undefined;
  return element(
    "details",
    "",
    element("summary", "", t.details),
    factList([
      [t.entryId, verdict.done.id],
      [t.filed, filed === undefined ? undefined : code(spaced(filed))],
      [t.body, code(spaced(receipt.leaf.body))],
      [t.entry, code(verdict.entry)],
      [t.root, code(verdict.log.root)],
      [t.log, code(receipt.checkpoint)],
    ]),
  );
}

function spaced(json: string): string {
  try {
    return JSON.stringify(JSON.parse(json), null, 2);
  } catch {
    return json;
  }
}

/** Asia/Shanghai is UTC+8 all year; the computer's own zone does not matter. */
function beijing(instant: Date, t: VerifierWords): string {
  const shifted = new Date(instant.getTime() + 8 * 3_600_000).toISOString();
  return `${shifted.slice(0, 10)} ${shifted.slice(11, 19)} ${t.beijing}`;
}
