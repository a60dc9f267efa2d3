import { Button } from "antd";
import { useState } from "react";
import { ChoiceField, LongTextField, TextField } from "#ui/form/fields.tsx";
import { Form } from "#ui/form/Form.tsx";
import { Card } from "#ui/frame/Card.tsx";
import { Page } from "#ui/frame/Page.tsx";
import { Split, useWorkspace } from "#ui/frame/Workspace.tsx";
import { useCommand } from "#ui/use-command.ts";
import { useList } from "#ui/use-view.ts";
import { useSay } from "#ui/words/language.ts";
import { useWords } from "#ui/words/words.ts";
import { listOwnBreakGlass, openBreakGlass, type BreakGlass, type BreakGlassReason } from "../contract/index.ts";
import { emergencyWords } from "./emergency-words.ts";
import { isOpen, OpenWindow, OwnList, OwnPanel, useNow } from "./OwnBreakGlass.tsx";
import { Explain } from "./Pieces.tsx";
import { BREAK_GLASS_WORDS, choicesOf } from "./vocabulary.ts";

/** What is open now comes first; then the two steps of opening, so that nobody does without the warning before their eyes; then what was. */
export default function BreakGlassScreen() {
  const t = useWords(emergencyWords);
  const now = useNow();
  const workspace = useWorkspace();
  const list = useList(listOwnBreakGlass, {});
  const [opened, setOpened] = useState<BreakGlass | null>(null);
  // The list may still be on its way when the command has answered.
  const current = list.rows.find((row) => isOpen(row, now)) ?? (opened && isOpen(opened, now) ? opened : null);
  const chosen = list.rows.find(({ id }) => id === workspace.openId);
  const main = (
    <>
      {current ? <OpenWindow access={current} now={now} /> : <Opening onOpened={setOpened} />}
      <OwnList list={list} now={now} openId={workspace.openId} onOpen={workspace.show} />
    </>
  );
  return <Page title={t.title} lead={t.lead}><Split list={main} workspace={chosen ? <OwnPanel key={chosen.id} access={chosen} now={now} onClose={workspace.close} /> : null} /></Page>;
}

function Opening({ onOpened }: { readonly onOpened: (opened: BreakGlass) => void }) {
  const t = useWords(emergencyWords);
  const [isUnderstood, understand] = useState(false);
  return (
    <div className="card-grid">
      <Card title={t.warnTitle} span={isUnderstood ? 6 : 12}>
        <div className="stack">
          <Explain tone="warning"><ul className="plain-list">{t.warnings.split("|").map((line) => <li key={line}>{line}</li>)}</ul></Explain>
          {!isUnderstood && <div><Button danger onClick={() => understand(true)}>{t.understood}</Button></div>}
        </div>
      </Card>
      {isUnderstood && <Card title={t.reason} span={6}><OpenForm onOpened={onOpened} onCancel={() => understand(false)} /></Card>}
    </div>
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
