import { useState } from "react";
import { useView } from "#ui/use-view.ts";
import { formatDay, formatMass } from "#ui/words/format.ts";
import { useSay } from "#ui/words/language.ts";
import { useWords } from "#ui/words/words.ts";
import { getDeclaration } from "../contract/declaration.api.ts";
import { findingWords } from "./finding-words.ts";
import { DeclarationLink, Section, splitDeclarationKey } from "./Pieces.tsx";
import { DECLARATION_KIND_WORDS } from "./kind-words.ts";

const AT_ONCE = 8;

/** The declarations a finding is made of, each leading to its page; a few at a time. @param keys `uscc/declaration_id` */
export function FindingDeclarations({ keys }: { readonly keys: readonly string[] }) {
  const t = useWords(findingWords);
  const [most, showMore] = useState(AT_ONCE);
  const rest = Math.min(AT_ONCE, keys.length - most);
  if (keys.length === 0) return null;
  return (
    <Section title={t.made} note={t.madeNote(keys.length)}>
      <ul className="link-list">{keys.slice(0, most).map((key) => <DeclarationLine key={key} {...splitDeclarationKey(key)} />)}</ul>
      {rest > 0 && <button type="button" className="as-link" onClick={() => showMore(most + AT_ONCE)}>{t.moreDeclarations(rest)}</button>}
    </Section>
  );
}

function DeclarationLine(name: { readonly declarant: string; readonly declarationId: string }) {
  const t = useWords(findingWords);
  const say = useSay();
  const { data, error } = useView(getDeclaration, name);
  const row = data?.declaration;
  return (
    <li>
      <DeclarationLink {...name} />
      {row && <>　{formatDay(row.occurredAt)}　{row.declarantName ?? row.declarant}　{say(DECLARATION_KIND_WORDS[row.kind])} {formatMass(row.massMg)}</>}
      {error && !row && <span className="soft">　{t.hidden}</span>}
    </li>
  );
}
