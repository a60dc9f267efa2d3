import { AutoComplete, Button, Segmented } from "antd";
import { useState, type FormEvent } from "react";
import type { InputOf } from "#kernel/contract.ts";
import { useAccount } from "#ui/frame/account.ts";
import { useSetUrlState, useUrlState } from "#ui/frame/url.ts";
import { useView } from "#ui/use-view.ts";
import { useWords } from "#ui/words/words.ts";
import type { getTrace } from "../contract/balance.api.ts";
import { listDeclarations } from "../contract/declaration.api.ts";
import type { TraceDirection } from "../contract/trace.ts";
import { EnterprisePicker, SubstancePicker, useAskedScope } from "./ScopePickers.tsx";
import "./trace.css";
import { traceWords } from "./trace-words.ts";

const DIRECTIONS: readonly TraceDirection[] = ["both", "back", "forward"];

/** The trace the address asks for; null until it names an enterprise and a lot. */
export function useAskedTrace(): InputOf<typeof getTrace> | null {
  const { lot, direction } = useUrlState();
  const { enterprise, substance } = useAskedScope();
  if (!enterprise || !lot) return null;
  return { enterprise, lot, substance, direction: DIRECTIONS.find((each) => each === direction) ?? "both" };
}

/** Which lot to trace. Everything goes into the address, so that the link is the question. */
export function TraceAsk() {
  const t = useWords(traceWords);
  const account = useAccount();
  const setState = useSetUrlState();
  const state = useUrlState();
  const scope = useAskedScope();
  const [enterprise, setEnterprise] = useState(scope.enterprise);
  const [lot, setLot] = useState(state["lot"] ?? "");
  const [substance, setSubstance] = useState(scope.substance);
  const direction = DIRECTIONS.find((each) => each === state["direction"]) ?? "both";
  const ask = (event: FormEvent) => {
    event.preventDefault();
    if (enterprise && lot.trim()) setState({ enterprise, lot: lot.trim(), substance, open: undefined });
  };
  return (
    <form className="trace-ask card no-print" onSubmit={ask}>
      {account.enterpriseUscc === undefined && <div className="trace-field"><label htmlFor="trace-enterprise">{t.enterprise}</label><EnterprisePicker id="trace-enterprise" className="trace-control" value={enterprise} onChange={(next) => (setEnterprise(next), setLot(""))} /></div>}
      <div className="trace-field"><label htmlFor="trace-lot">{t.lot}</label><LotPicker enterprise={enterprise} value={lot} onChange={setLot} /></div>
      <div className="trace-field"><label htmlFor="trace-substance">{t.substance}</label><SubstancePicker id="trace-substance" className="trace-control" value={substance} onChange={setSubstance} /></div>
      <div className="trace-field trace-direction"><span>{t.direction}</span><Segmented value={direction} onChange={(next) => setState({ direction: next === "both" ? undefined : next, open: undefined }, "replace")} options={DIRECTIONS.map((each) => ({ value: each, label: t[each] }))} /></div>
      <Button type="primary" htmlType="submit" disabled={!enterprise || !lot.trim()}>{t.ask}</Button>
    </form>
  );
}

const LOTS_LOOKED_THROUGH = 200;

/** A lot by its number; offers those of the enterprise's latest declarations. */
function LotPicker({ enterprise, value, onChange }: { readonly enterprise: string | undefined; readonly value: string; readonly onChange: (lot: string) => void }) {
  const t = useWords(traceWords);
  const { data } = useView(listDeclarations, { enterprise, limit: LOTS_LOOKED_THROUGH }, { enabled: enterprise !== undefined });
  const lots = [...new Set((enterprise ? (data?.rows ?? []) : []).flatMap((row) => row.lot ?? []))];
  return <AutoComplete id="trace-lot" className="trace-control" value={value} onChange={(next: string | undefined) => onChange(next ?? "")} placeholder={t.lotHint} allowClear options={lots.filter((lot) => lot.toLowerCase().includes(value.trim().toLowerCase())).map((lot) => ({ value: lot }))} />;
}
