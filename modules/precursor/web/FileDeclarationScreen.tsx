import { useState } from "react";
import type { OutputOf } from "#kernel/contract.ts";
import { CallRefused } from "#ui/call.ts";
import { Form } from "#ui/form/Form.tsx";
import { Card } from "#ui/frame/Card.tsx";
import { Page } from "#ui/frame/Page.tsx";
import { useAccount } from "#ui/frame/account.ts";
import { useUrlState } from "#ui/frame/url.ts";
import { useCommand, type Command } from "#ui/use-command.ts";
import { formatMinute } from "#ui/words/format.ts";
import { useWords } from "#ui/words/words.ts";
import { fileDeclaration, type DeclarationFiling } from "../contract/declaration.api.ts";
import { DeclarationKind } from "../contract/declaration.ts";
import { checkFiling } from "./check-filing.ts";
import { EMPTY_FILING, filingOf, nextFiling, suggestedId, type FilingText } from "./filing-fields.ts";
import { FilingEffect } from "./FilingEffect.tsx";
import { FilingFields } from "./FilingFields.tsx";
import { FilingReceipt } from "./FilingReceipt.tsx";
import { filingWords, labelOf } from "./filing-words.ts";
import "./filing.css";

type Filed = { readonly text: FilingText; readonly output: OutputOf<typeof fileDeclaration>; readonly at: number; readonly commandId: string };

/** One declaration: only the fields its kind needs, checked as typed, with what it does to the stock beside it. */
export default function FileDeclarationScreen() {
  const t = useWords(filingWords);
  const start = useStart();
  // The draft lives in the form and nowhere else; a new key is a new form.
  const [draft, setDraft] = useState<{ readonly key: number; readonly text: FilingText }>({ key: 0, text: start });
  const [filed, setFiled] = useState<Filed | null>(null);
  const begin = (text: FilingText) => {
    setFiled(null);
    setDraft({ key: draft.key + 1, text });
  };
  return (
    <Page title={t.title} lead={t.lead}>
      {filed ? (
        <FilingReceipt
          {...filed}
          onAnother={() => begin(nextFiling(filed.text, suggestedId(Date.now())))}
          onFresh={() => begin({ ...EMPTY_FILING, declarant: filed.text.declarant, declaration_id: suggestedId(Date.now()) })}
          onVoid={() => begin({ ...EMPTY_FILING, declarant: filed.text.declarant, declaration_id: suggestedId(Date.now()), kind: "void", ref: filed.output.declarationId })}
        />
      ) : (
        <FilingForm key={draft.key} initial={draft.text} onFiled={setFiled} />
      )}
    </Page>
  );
}

type FilingFormProps = { readonly initial: FilingText; readonly onFiled: (filed: Filed) => void };

function FilingForm({ initial, onFiled }: FilingFormProps) {
  const t = useWords(filingWords);
  const [kind, setKind] = useState(kindOf(initial.kind));
  const command = useCheckedFiling(onFiled);
  return (
    <Form command={command} initial={initial} inputOf={inputOf} submit={kind === "void" ? t.submitVoid : t.submit}>
      <div className="filing">
        <div><Card><FilingFields onKind={setKind} /></Card></div>
        <FilingEffect />
      </div>
    </Form>
  );
}

const inputOf = (text: FilingText): DeclarationFiling => filingOf(text, kindOf(text.kind));
const kindOf = (text: string | undefined): DeclarationKind => DeclarationKind.options.find((each) => each === text) ?? "dispatch";

/** The command, but what the parser already knows to be wrong is told at once and not sent. */
function useCheckedFiling(onFiled: (filed: Filed) => void): Command<typeof fileDeclaration> {
  const [local, setLocal] = useState<CallRefused | null>(null);
  const command = useCommand(fileDeclaration, { toastProblem: false, keepsSent: true, onDone: (output, input, commandId) => onFiled({ text: { ...EMPTY_FILING, ...input }, output, at: Date.now(), commandId }) });
  return {
    ...command,
    problem: local ?? command.problem,
    async run(input) {
      const text: FilingText = { ...EMPTY_FILING, ...input };
      const { problems } = checkFiling(text, input.kind, Date.now(), labelOf);
      setLocal(problems.length > 0 ? new CallRefused(422, { code: "precursor.declaration.invalid", problems: [...problems] }) : null);
      if (problems.length > 0) return undefined;
      return command.run(input);
    },
  };
}

/** What the address and the account already say: whose book, which kind, which declaration to void. */
function useStart(): FilingText {
  const { enterpriseUscc } = useAccount();
  const asked = useUrlState();
  const [start] = useState((): FilingText => ({
    ...EMPTY_FILING,
    declarant: enterpriseUscc ?? asked["declarant"] ?? asked["enterprise"] ?? "",
    kind: kindOf(asked["kind"]),
    ref: asked["ref"] ?? "",
    substance: asked["substance"] ?? "",
    declaration_id: suggestedId(Date.now()),
    occurred_at: formatMinute(Date.now()).replace(" ", "T"),
  }));
  return start;
}
