import { CheckCircleOutlined } from "@ant-design/icons";
import { Button } from "antd";
import type { OutputOf } from "#kernel/contract.ts";
import { useAccount } from "#ui/frame/account.ts";
import { Card } from "#ui/frame/Card.tsx";
import { GoLink } from "#ui/frame/GoLink.tsx";
import { useGo } from "#ui/frame/url.ts";
import { useView } from "#ui/use-view.ts";
import { formatMass, formatSecond } from "#ui/words/format.ts";
import { useSay } from "#ui/words/language.ts";
import { useWords } from "#ui/words/words.ts";
import type { fileDeclaration } from "../contract/declaration.api.ts";
import { DeclarationKind } from "../contract/declaration.ts";
import { getFinding } from "../contract/finding.api.ts";
import { getEnterprise } from "../contract/register.api.ts";
import type { FilingField, FilingText } from "./filing-fields.ts";
import { FILING_LABELS, filingWords } from "./filing-words.ts";
import { DECLARATION_KIND_WORDS, FINDING_KIND_WORDS } from "./kind-words.ts";
import { Facts, Party } from "./Pieces.tsx";
import { useSubstances } from "./use-substances.ts";

type FilingReceiptProps = { readonly text: FilingText; readonly output: OutputOf<typeof fileDeclaration>; readonly at: number; readonly commandId: string; readonly onAnother: () => void; readonly onFresh: () => void; readonly onVoid: () => void };

const SHOWN: readonly FilingField[] = ["ref", "lot", "counterparty", "shipment", "permit", "transport_permit", "customs_no", "process", "note"];

/** What was entered in the book, as one would file it on paper, and the next step. */
export function FilingReceipt({ text, output, at, commandId, onAnother, onFresh, onVoid }: FilingReceiptProps) {
  const t = useWords(filingWords);
  const say = useSay();
  const go = useGo();
  const account = useAccount();
  const { nameOf } = useSubstances();
  const book = useView(getEnterprise, { uscc: output.declarant });
  const kind = DeclarationKind.options.find((each) => each === text.kind) ?? "dispatch";
  const isVoid = kind === "void";
  return (
    <div className="receipt">
      <Card title={t.receipt} extra={<Button size="small" className="no-print" onClick={() => print()}>{t.print}</Button>}>
        <p className="receipt-head" role="status"><CheckCircleOutlined />{output.state === "accepted" ? t.accepted : output.voided ? t.voided : t.unchanged}</p>
        <div className="stack">
          <Facts
            facts={[
              [say(FILING_LABELS.declaration_id), <span key="i" className="code">{output.declarationId}</span>],
              [say(FILING_LABELS.declarant), <Party key="d" uscc={output.declarant} name={book.data?.name ?? output.declarant} />],
              [say(FILING_LABELS.kind), say(DECLARATION_KIND_WORDS[kind])],
              ...(isVoid ? [] : [[say(FILING_LABELS.substance), nameOf(text.substance)] as const, [t.mass, formatMass(output.massMg)] as const, [say(FILING_LABELS.occurred_at), text.occurred_at.replace("T", " ")] as const]),
              ...SHOWN.filter((field) => text[field]).map((field) => [say(FILING_LABELS[field]), text[field]] as const),
              [t.filedBy, account.name],
              [t.filedAt, formatSecond(at)],
            ]}
          />
          <section>
            <p>{output.findings.length === 0 ? t.noneRaised : t.raised(output.findings.length)}</p>
            <ul className="link-list">{output.findings.map((id) => <Raised key={id} id={id} />)}</ul>
          </section>
          <div className="form-actions no-print" style={{ flexWrap: "wrap" }}>
            <Button type="primary" onClick={onAnother} autoFocus>{t.another}</Button>
            <Button onClick={onFresh}>{t.fresh}</Button>
            <GoLink className="ant-btn ant-btn-default" to={`/record/receipt/${commandId}`}>{t.receiptOfRecord}</GoLink>
            <Button onClick={() => go(`/precursor/declarations?open=${encodeURIComponent(`${output.declarant}/${output.declarationId}`)}`)}>{t.see}</Button>
            {!isVoid && <Button onClick={onVoid}>{t.voidThis}</Button>}
          </div>
        </div>
      </Card>
    </div>
  );
}

function Raised({ id }: { readonly id: string }) {
  const say = useSay();
  const { data } = useView(getFinding, { id });
  return <li><GoLink to={`/precursor/findings?state=all&open=${id}`}>{data ? say(FINDING_KIND_WORDS[data.finding.kind]) : id}</GoLink>{data && <div className="soft">{say(data.finding.words)}</div>}</li>;
}
