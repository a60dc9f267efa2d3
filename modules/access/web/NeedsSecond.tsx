import type { Command } from "#ui/use-command.ts";
import { useSay } from "#ui/words/language.ts";
import { useWords } from "#ui/words/words.ts";
import { roleWords, type ProposalKind, type proposeChange } from "../contract/index.ts";
import { TWO_PERSONS } from "../domain/proposal.ts";
import { Explain } from "./Pieces.tsx";
import { proposeWords } from "./words.ts";

export type ProposeCommand = Command<typeof proposeChange>;

/** Above every proposal's form: nothing happens until the other administrator, named here, approves. */
export function NeedsSecond({ kind }: { readonly kind: ProposalKind }) {
  const t = useWords(proposeWords);
  const say = useSay();
  return <Explain>{t.needsSecond(say(roleWords[TWO_PERSONS[kind].decides]))}</Explain>;
}
