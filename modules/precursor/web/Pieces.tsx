import type { ReactNode } from "react";
import { mayEnter, useAccount } from "#ui/frame/account.ts";
import { GoLink } from "#ui/frame/GoLink.tsx";
import { useSay } from "#ui/words/language.ts";
import { defineWords, useWords } from "#ui/words/words.ts";
import { isForeignParty } from "../contract/declaration.ts";
import type { FindingSeverity } from "../contract/finding.ts";
import { SEVERITY_WORDS } from "./kind-words.ts";
import "./room-pieces.css";

/** Names and values of one thing, one below the other; a null value shows as a dash. */
export function Facts({ facts }: { readonly facts: readonly (readonly [label: string, value: ReactNode])[] }) {
  return <dl className="facts">{facts.map(([label, value]) => [<dt key={`${label}-t`}>{label}</dt>, <dd key={`${label}-d`}>{value === null || value === undefined || value === "" ? <span className="soft">—</span> : value}</dd>])}</dl>;
}

/** A heading inside a workspace with what belongs to it. */
export function Section({ title, note, children }: { readonly title: string; readonly note?: ReactNode; readonly children: ReactNode }) {
  return <section><h3>{title}{note && <small>{note}</small>}</h3>{children}</section>;
}

/** An enterprise by name, leading to its book; a party abroad as it was written. */
export function Party({ uscc, name }: { readonly uscc: string | null; readonly name: string | null }) {
  const t = useWords(pieceWords);
  const { enterpriseUscc } = useAccount();
  if (!uscc) return <span className="soft">—</span>;
  if (isForeignParty(uscc)) return <>{uscc.slice(3)}（{t.abroad} {uscc.slice(0, 2)}）</>;
  // Staff of an enterprise may open their own book and no other.
  if (name && enterpriseUscc !== undefined && enterpriseUscc !== uscc) return <span title={uscc}>{name}</span>;
  return name ? <GoLink to={`/precursor/enterprises/${uscc}`} title={uscc}>{name}</GoLink> : <span><span className="code">{uscc}</span> <span className="soft">{t.notRegistered}</span></span>;
}

export const partyText = (uscc: string | null, name: string | null): string => (uscc ? (name ?? uscc) : "");

/** `uscc/declaration_id` as a link to the declaration. The id may itself hold a slash. */
export function DeclarationLink({ declarant, declarationId }: { readonly declarant: string; readonly declarationId: string }) {
  return <GoLink className="code" to={`/precursor/declarations?open=${encodeURIComponent(`${declarant}/${declarationId}`)}`}>{declarationId}</GoLink>;
}

/** A lot, leading to its trace where the account may ask for that. */
export function LotLink({ enterprise, lot, substanceId }: { readonly enterprise: string; readonly lot: string; readonly substanceId: string }) {
  const t = useWords(pieceWords);
  const account = useAccount();
  if (!mayEnter(account, "precursor.read")) return <span className="code">{lot}</span>;
  return <GoLink className="code" title={t.traceLot} to={traceOf(enterprise, lot, substanceId)}>{lot}</GoLink>;
}

export const traceOf = (enterprise: string, lot: string, substanceId: string): string => `/precursor/trace?enterprise=${enterprise}&lot=${encodeURIComponent(lot)}&substance=${substanceId}`;

export function splitDeclarationKey(key: string): { readonly declarant: string; readonly declarationId: string } {
  const at = key.indexOf("/");
  return { declarant: key.slice(0, at), declarationId: key.slice(at + 1) };
}

const SHAPES: { readonly [severity in FindingSeverity]: ReactNode } = {
  high: <path d="M6 1 L11.2 10.5 H0.8 Z" />,
  medium: <path d="M6 1 L11 6 L6 11 L1 6 Z" />,
  low: <path d="M6 1.8 L10.2 6 L6 10.2 L1.8 6 Z" fill="none" strokeWidth="1.4" />,
  info: <circle cx="6" cy="6" r="3.6" fill="none" strokeWidth="1.4" />,
};

/** Severity by word and shape; it says how soon to look at goods and books, nothing of persons. */
export function Severity({ of }: { readonly of: FindingSeverity }) {
  const say = useSay();
  return <span className="severity"><svg width="12" height="12" viewBox="0 0 12 12" aria-hidden="true">{SHAPES[of]}</svg>{say(SEVERITY_WORDS[of])}</span>;
}

export const Dash = () => <span className="soft">—</span>;

const pieceWords = defineWords({
  zh: { traceLot: "查看批号流向", abroad: "境外", notRegistered: "（未在登记中）" },
  en: { traceLot: "Trace the lot", abroad: "abroad,", notRegistered: "(not on the register)" },
});
