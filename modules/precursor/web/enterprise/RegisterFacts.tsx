import type { OutputOf } from "#kernel/contract.ts";
import { formatDay, formatNumber } from "#ui/words/format.ts";
import { useListed, useSay } from "#ui/words/language.ts";
import { useWords } from "#ui/words/words.ts";
import type { getEnterprise } from "../../contract/index.ts";
import { Facts } from "../Pieces.tsx";
import { ACTIVITY_WORDS } from "../kind-words.ts";
import { enterpriseWords } from "./words.ts";

export type EnterpriseDetail = OutputOf<typeof getEnterprise>;

/** What the register says. A firm's particulars are public; nothing here is masked. */
export function RegisterFacts({ enterprise }: { readonly enterprise: EnterpriseDetail }) {
  const t = useWords(enterpriseWords);
  const say = useSay();
  const listed = useListed();
  const { firstAt, lastAt, scaleKgPerYear } = enterprise;
  return (
    <Facts
      facts={[
        [t.uscc, <span key="uscc" className="code">{enterprise.uscc}</span>],
        [t.activities, listed(enterprise.activities.map((each) => say(ACTIVITY_WORDS[each])))],
        [t.since, formatDay(enterprise.since)],
        [t.town, enterprise.town],
        [t.address, enterprise.address],
        [t.scale, scaleKgPerYear === null ? null : t.scaleKg(formatNumber(scaleKgPerYear))],
        [t.declarations, formatNumber(enterprise.declarations)],
        [t.firstLast, firstAt && lastAt ? `${formatDay(firstAt)} – ${formatDay(lastAt)}` : null],
      ]}
    />
  );
}
