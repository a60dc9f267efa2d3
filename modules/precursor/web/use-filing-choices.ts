import { useField } from "#ui/form/Form.tsx";
import { useView } from "#ui/use-view.ts";
import { formatDay, formatMass } from "#ui/words/format.ts";
import { useSay } from "#ui/words/language.ts";
import { listDeclarations } from "../contract/declaration.api.ts";
import { listPermits } from "../contract/register.api.ts";
import { DECLARATION_KIND_WORDS, PERMIT_KIND_WORDS } from "./kind-words.ts";

type Choice = { readonly value: string; readonly detail: string };
export type FilingChoices = { readonly parties: readonly Choice[]; readonly lots: readonly Choice[]; readonly permits: readonly Choice[]; readonly declarations: readonly Choice[] };

const LOOKED_THROUGH = 200;

/** What the book of the declarant offers to choose from: parties and lots of its latest declarations, its documents. */
export function useFilingChoices(): FilingChoices {
  const say = useSay();
  const declarant = useField<string>("declarant").value;
  const substance = useField<string>("substance").value || undefined;
  const isKnown = { enabled: declarant.length === 18 };
  const rows = useView(listDeclarations, { enterprise: declarant, limit: LOOKED_THROUGH }, isKnown).data?.rows ?? [];
  const permits = useView(listPermits, { enterprise: declarant, substance, limit: LOOKED_THROUGH }, isKnown).data?.rows ?? [];
  return {
    parties: unique(rows.flatMap((row) => (row.counterparty ? [{ value: row.counterparty, detail: row.counterpartyName ?? "" }] : []))),
    lots: unique(rows.filter((row) => !substance || row.substanceId === substance).flatMap((row) => (row.lot ? [{ value: row.lot, detail: "" }] : []))),
    permits: permits.map((row) => ({ value: row.number, detail: `${say(PERMIT_KIND_WORDS[row.kind])} ${formatMass(row.leftMg)} · ${row.validTo}` })),
    declarations: rows.filter((row) => row.kind !== "void" && row.voidedBy === null).map((row) => ({ value: row.declarationId, detail: `${say(DECLARATION_KIND_WORDS[row.kind])} ${formatMass(row.massMg)} · ${formatDay(row.occurredAt)}` })),
  };
}

function unique(choices: readonly Choice[]): readonly Choice[] {
  return [...new Map(choices.map((choice) => [choice.value, choice])).values()];
}
