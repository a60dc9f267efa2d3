import type { Column } from "#ui/table/column.ts";
import { DataTable } from "#ui/table/DataTable.tsx";
import { StatusTag } from "#ui/table/StatusTag.tsx";
import { useGo } from "#ui/frame/url.ts";
import { useList } from "#ui/use-view.ts";
import { formatMass } from "#ui/words/format.ts";
import { useSay } from "#ui/words/language.ts";
import { useWords } from "#ui/words/words.ts";
import { exportPermits, listPermits, permitKey, type PermitRow } from "../../contract/index.ts";
import { PermitLeft } from "../PermitLeft.tsx";
import { useSubstances } from "../use-substances.ts";
import { PERMIT_FORM_WORDS, PERMIT_KIND_WORDS, PERMIT_STATE_TONES, PERMIT_STATE_WORDS } from "../kind-words.ts";
import { enterpriseWords } from "./words.ts";

/** The enterprise's documents with what is left of each. */
export function BookPermits({ uscc }: { readonly uscc: string }) {
  const t = useWords(enterpriseWords);
  const say = useSay();
  const go = useGo();
  const { nameOf } = useSubstances();
  const list = useList(listPermits, { enterprise: uscc });
  const kindText = ({ kind, form }: PermitRow) => `${say(PERMIT_KIND_WORDS[kind])}${say({ zh: "", en: " " })}${say(PERMIT_FORM_WORDS[form])}`;
  const leftText = ({ leftMg }: PermitRow) => (leftMg < 0 ? t.permitOver(formatMass(-leftMg)) : t.permitRest(formatMass(leftMg)));
  const columns: readonly Column<PermitRow>[] = [
    { key: "number", title: { zh: "证号", en: "Number" }, text: (row) => row.number, cell: (row) => <span className="code">{row.number}</span>, width: 190, sticky: true },
    { key: "kind", title: { zh: "种类", en: "Kind" }, text: kindText, width: 130 },
    { key: "substance", title: { zh: "品种", en: "Substance" }, text: (row) => nameOf(row.substanceId), width: 120 },
    { key: "left", title: { zh: "余量 / 核定 (kg)", en: "Left / granted (kg)" }, text: leftText, cell: (row) => <PermitLeft permit={row} />, width: 210 },
    { key: "state", title: { zh: "状态", en: "State" }, text: (row) => say(PERMIT_STATE_WORDS[row.state]), cell: (row) => <StatusTag tone={PERMIT_STATE_TONES[row.state]}>{say(PERMIT_STATE_WORDS[row.state])}</StatusTag>, width: 100 },
    { key: "validTo", title: { zh: "有效期", en: "Valid" }, text: (row) => `${row.validFrom} – ${row.validTo}`, width: 200 },
    { key: "shipments", title: { zh: "使用", en: "Uses" }, text: (row) => t.permitShipments(row.shipments), width: 100 },
    { key: "issuer", title: { zh: "签发", en: "Issuer" }, text: (row) => row.issuer ?? "", width: 170, spare: true },
  ];
  return <DataTable name="precursor.book.permits" list={list} rowKey={permitKey} columns={columns} onOpen={(row) => go(`/precursor/permits?enterprise=${uscc}&open=${encodeURIComponent(permitKey(row))}`)} exportBy={{ endpoint: exportPermits, input: { enterprise: uscc } }} empty={{ title: t.permitNone, next: t.permitNoneNext }} />;
}
