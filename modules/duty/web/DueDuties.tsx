import { Skeleton } from "antd";
import { Card } from "#ui/frame/Card.tsx";
import { GoLink } from "#ui/frame/GoLink.tsx";
import { FirmName } from "#ui/frame/names.ts";
import { Notice, ProblemNotice } from "#ui/frame/Notice.tsx";
import { StatusTag } from "#ui/table/StatusTag.tsx";
import { useView } from "#ui/use-view.ts";
import { formatDay } from "#ui/words/format.ts";
import { useSay } from "#ui/words/language.ts";
import { useWords } from "#ui/words/words.ts";
import { listDuties } from "../contract/index.ts";
import { daysLeft } from "./due.ts";
import "./duty.css";
import { dutyStateTones, dutyStateWords, dutyWords } from "./words.ts";

const SHOWN = 7;

type DueDutiesProps = { /** unit: what presses in the unit, for those who supervise. */ readonly whose: "mine" | "unit" };

/** For the home page: the duties nearest their deadline. Of the unit only those that press are shown. */
export function DueDuties({ whose }: DueDutiesProps) {
  const t = useWords(dutyWords);
  const say = useSay();
  const { data, error, refetch } = useView(listDuties, { whose, state: "open", limit: SHOWN });
  const isUnit = whose === "unit";
  const rows = data?.rows.filter(({ state }) => !isUnit || state !== "upcoming");
  return (
    <Card title={isUnit ? t.unitTitle : t.mineTitle} flush extra={<GoLink to={isUnit ? "/duties?whose=unit" : "/duties"}>{t.all}</GoLink>}>
      {!data && (error ? <ProblemNotice problem={error} onRetry={() => void refetch()} /> : <div style={{ padding: 14 }}><Skeleton active paragraph={{ rows: 3 }} /></div>)}
      {rows?.length === 0 && <Notice title={isUnit ? t.noneUnit : t.noneMine} next={t.noneMineNext} />}
      {rows && rows.length > 0 && (
        <ul className="duty-list">
          {rows.map((duty) => {
            const days = daysLeft(duty.dueAt, Date.now());
            return (
              <li key={duty.id}>
                <span><StatusTag tone={dutyStateTones[duty.state]}>{say(dutyStateWords[duty.state])}</StatusTag><small className="soft">{formatDay(duty.dueAt)}　{duty.state === "overdue" ? t.overdueBy(-days) : t.dueIn(days)}</small></span>
                <span><GoLink to={`/duties?${isUnit ? "whose=unit&" : ""}open=${duty.id}`}>{say(duty.title)}</GoLink>{isUnit && duty.owner.enterprise && <>　<FirmName uscc={duty.owner.enterprise} /></>}<small className="soft">{say(duty.legalBasis)}{!duty.legalBasis.verified && <span className="duty-unverified">{t.unverified}</span>}</small></span>
              </li>
            );
          })}
        </ul>
      )}
    </Card>
  );
}
