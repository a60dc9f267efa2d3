import { Button } from "antd";
import { useState } from "react";
import { ChoiceField, LongTextField, TextField } from "#ui/form/fields.tsx";
import { Form } from "#ui/form/Form.tsx";
import { Card } from "#ui/frame/Card.tsx";
import { Page } from "#ui/frame/Page.tsx";
import { useCommand } from "#ui/use-command.ts";
import { formatMinute } from "#ui/words/format.ts";
import { useSay } from "#ui/words/language.ts";
import { useWords } from "#ui/words/words.ts";
import { openBreakGlass, type BreakGlass, type BreakGlassReason } from "../contract/index.ts";
import { emergencyWords } from "./emergency-words.ts";
import { Explain } from "./Pieces.tsx";
import { BREAK_GLASS_WORDS, choicesOf } from "./vocabulary.ts";

/** Two steps, so that nobody opens it without having had the warning before their eyes. */
export default function BreakGlassScreen() {
  const t = useWords(emergencyWords);
  const [isUnderstood, understand] = useState(false);
  const [opened, setOpened] = useState<BreakGlass | null>(null);
  return (
    <Page title={t.title} lead={t.lead}>
      <div className="card-grid">
        <Card title={t.warnTitle} span={6}>
          <div className="stack">
            <Explain tone="warning"><ul className="plain-list">{t.warnings.split("|").map((line) => <li key={line}>{line}</li>)}</ul></Explain>
            {!isUnderstood && !opened && <div><Button danger onClick={() => understand(true)}>{t.understood}</Button></div>}
          </div>
        </Card>
        {opened ? <Card title={t.opened} span={6}><div className="stack" role="status"><p><strong>{t.openUntil(formatMinute(opened.endsAt))}</strong></p><p>{t.reviewBy(formatMinute(opened.reviewDueAt))}</p></div></Card> : isUnderstood && <Card title={t.reason} span={6}><OpenForm onOpened={setOpened} onCancel={() => understand(false)} /></Card>}
      </div>
    </Page>
  );
}

function OpenForm({ onOpened, onCancel }: { readonly onOpened: (opened: BreakGlass) => void; readonly onCancel: () => void }) {
  const t = useWords(emergencyWords);
  const say = useSay();
  const command = useCommand(openBreakGlass, { toastProblem: false, onDone: onOpened });
  const first: BreakGlassReason = "danger-to-life";
  const initial: { reason: BreakGlassReason; words: string; caseNo: string } = { reason: first, words: "", caseNo: "" };
  return (
    <Form command={command} initial={initial} inputOf={(values) => values} submit={t.open} onCancel={onCancel}>
      <ChoiceField name="reason" label={t.reason} choices={choicesOf(BREAK_GLASS_WORDS).map(({ value, label }) => ({ value, label: say(label) }))} />
      <LongTextField name="words" label={t.words} help={t.wordsHelp} rows={4} maxLength={1000} />
      <TextField name="caseNo" label={t.caseNo} help={t.caseHelp} maxLength={100} />
    </Form>
  );
}
