import { formatKg } from "#ui/words/format.ts";
import { useSay } from "#ui/words/language.ts";
import { useWords } from "#ui/words/words.ts";
import { totalMg, type BalanceRow } from "../../contract/index.ts";
import { classWords } from "../kind-words.ts";
import "../precursor.css";
import { useSubstances } from "../use-substances.ts";
import { overviewWords } from "./words.ts";

type BalanceTableProps = { readonly balances: readonly BalanceRow[]; readonly openId?: string | undefined; readonly onOpen: (substanceId: string) => void };

/** One line per substance, every digit; a line opens what it is made of. */
export function BalanceTable({ balances, openId, onOpen }: BalanceTableProps) {
  const t = useWords(overviewWords);
  const say = useSay();
  const { find, nameOf } = useSubstances();
  const classText = (id: string) => {
    const substance = find(id);
    return substance ? say(classWords(substance.class)) : "";
  };
  const figure = (massMg: number, isMark = false) => <td className={`number${isMark && massMg !== 0 ? " figure-marked" : ""}`}>{massMg === 0 ? <span className="soft">0</span> : formatKg(massMg)}</td>;
  return (
    <div className="scroll-x">
      <table className="plain-table balance-table">
        <thead>
          <tr>
            <th scope="col">{t.substance}</th><th scope="col">{t.class}</th>
            {[t.opening, t.in, t.out, t.closing, t.transit, t.shortfall].map((title) => <th key={title} scope="col" className="number">{title}</th>)}
            <th scope="col" className="number" title={t.mufNote}>{t.muf}</th>
          </tr>
        </thead>
        <tbody>
          {balances.map((balance) => (
            <tr key={balance.substanceId} data-open={balance.substanceId === openId ? "" : undefined}>
              <th scope="row"><button type="button" onClick={() => onOpen(balance.substanceId)}>{nameOf(balance.substanceId)}</button></th>
              <td className="nowrap">{classText(balance.substanceId)}</td>
              {figure(balance.openingMg)}{figure(totalMg(balance.inMg))}{figure(totalMg(balance.outMg))}{figure(balance.closingMg)}{figure(balance.inTransitMg)}
              {figure(balance.inMg.shortfall ?? 0, true)}{figure(balance.mufMg, true)}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
