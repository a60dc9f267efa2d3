import { Spin } from "antd";
import { useView } from "#ui/use-view.ts";
import { formatMass, formatMinute } from "#ui/words/format.ts";
import { useSay } from "#ui/words/language.ts";
import { useWords } from "#ui/words/words.ts";
import { getDeclaration, type DeclarationRow } from "../contract/declaration.api.ts";
import { findingWords } from "./finding-words.ts";
import { PAIRING_WORDS } from "./kind-words.ts";
import { DeclarationLink, partyText } from "./Pieces.tsx";

type TwoBooksProps = { /** Any declaration of the shipment. */ readonly first: { readonly declarant: string; readonly declarationId: string }; /** Nobody answered it: the empty side says so. */ readonly isOneSided: boolean };

/** What the sender's and the receiver's books say of one shipment. */
export function TwoBooks({ first, isOneSided }: TwoBooksProps) {
  const t = useWords(findingWords);
  const say = useSay();
  const { data, error } = useView(getDeclaration, first);
  if (error) return <p className="soft">{say(error.words)}</p>;
  if (!data) return <Spin />;
  const rows = [data.declaration, ...(data.pairing?.others ?? [])].filter((row) => row.voidedBy === null);
  const sent = rows.filter((row) => row.kind === "dispatch");
  const received = rows.filter((row) => row.kind === "receive");
  const how = data.pairing?.how;
  const missing = isOneSided || sent.length + received.length === 0 ? t.noSide : t.hidden;
  return (
    <div className="books">
      <Book title={t.sent} party={sent[0] ? partyText(sent[0].declarant, sent[0].declarantName) : otherParty(received[0])} rows={sent} missing={missing} />
      <Book title={t.received} party={received[0] ? partyText(received[0].declarant, received[0].declarantName) : otherParty(sent[0])} rows={received} missing={missing} />
      {sent.length > 0 && received.length > 0 && <p>{t.difference} <strong>{formatMass(totalOf(sent) - totalOf(received))}</strong>{how && <span className="soft">　{say(PAIRING_WORDS[how])}</span>}</p>}
    </div>
  );
}

type BookProps = { readonly title: string; readonly party: string; readonly rows: readonly DeclarationRow[]; readonly missing: string };

function Book({ title, party, rows, missing }: BookProps) {
  const t = useWords(findingWords);
  return (
    <div>
      <p className="soft">{title}</p>
      <h4>{party}</h4>
      <p className="book-total">{rows.length > 0 ? formatMass(totalOf(rows)) : <span className="soft">{missing}</span>}</p>
      <ul>
        {rows.map((row) => (
          <li key={`${row.declarant}/${row.declarationId}`}>
            <DeclarationLink declarant={row.declarant} declarationId={row.declarationId} />　{formatMass(row.massMg)}
            <div className="soft">{formatMinute(row.occurredAt)}</div>
            <div className="soft">{row.shipment && `${t.shipment} ${row.shipment}`}{row.shipment && row.lot && " · "}{row.lot && `${t.lot} ${row.lot}`}</div>
          </li>
        ))}
      </ul>
    </div>
  );
}

const totalOf = (rows: readonly DeclarationRow[]): number => rows.reduce((sum, { massMg }) => sum + massMg, 0);
const otherParty = (row: DeclarationRow | undefined): string => (row ? partyText(row.counterparty, row.counterpartyName) : "");
