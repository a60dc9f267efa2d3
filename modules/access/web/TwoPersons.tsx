import { PlainTable } from "#ui/table/PlainTable.tsx";
import { useSay } from "#ui/words/language.ts";
import { useWords } from "#ui/words/words.ts";
import { PROPOSAL_KINDS, roleWords, type ProposalKind } from "../contract/index.ts";
import { TWO_PERSONS } from "../domain/proposal.ts";
import { Card } from "#ui/frame/Card.tsx";
import { PROPOSAL_KIND_WORDS } from "./vocabulary.ts";
import { accountsWords } from "./words.ts";

/** 三员分立: who proposes and who approves, from the table the server asks. */
export function TwoPersons() {
  const t = useWords(accountsWords);
  const say = useSay();
  const who = (kind: ProposalKind) => [say(roleWords[TWO_PERSONS[kind].proposes]), say(roleWords[TWO_PERSONS[kind].decides])];
  return (
    <Card title={t.rule}>
      <div className="stack">
        <p>{t.ruleLead}</p>
        <div className="two-persons"><PlainTable header={[t.change, t.proposes, t.decides]} rows={PROPOSAL_KINDS.map((kind) => ({ key: kind, cells: [say(PROPOSAL_KIND_WORDS[kind]), ...who(kind)] }))} /></div>
      </div>
    </Card>
  );
}
