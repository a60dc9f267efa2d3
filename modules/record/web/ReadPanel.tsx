import { READ_PURPOSE_WORDS } from "#kernel/read-purpose.ts";
import { GoLink } from "#ui/frame/GoLink.tsx";
import { Workspace } from "#ui/frame/Workspace.tsx";
import { formatSecond } from "#ui/words/format.ts";
import { useListed, useSay } from "#ui/words/language.ts";
import { useWords } from "#ui/words/words.ts";
import type { ReadView } from "../contract/index.ts";
import { Actor, Facts, Mono, Section, useUnitLabel } from "./Pieces.tsx";
import { readerText, shownText } from "./read-columns.ts";
import { readWords } from "./read-words.ts";
import { subjectKindWords } from "./vocabulary.ts";

type ReadPanelProps = { readonly read: ReadView; /** The auditor goes on searching; a person whose record it is does not. */ readonly isAudit: boolean; readonly onClose: () => void };

export function ReadPanel({ read, isAudit, onClose }: ReadPanelProps) {
  const t = useWords(readWords);
  const say = useSay();
  const listed = useListed();
  const unitLabel = useUnitLabel();
  return (
    <Workspace title={`${readerText({ t, say }, read)} · ${say(READ_PURPOSE_WORDS[read.purpose])}`} onClose={onClose}>
      <div className="record-stack">
        <Facts
          facts={[
            [t.at, formatSecond(read.at)],
            [t.reader, readerText({ t, say }, read)],
            ...(isAudit ? [[t.readerId, <Actor key="r" {...read.reader} />] as const] : []),
            [t.purpose, say(READ_PURPOSE_WORDS[read.purpose])],
            [t.fields, shownText({ t, say, listed }, read)],
            [t.what, read.title ? say(read.title) : <span key="w" className="code">{read.what}</span>],
            ...(isAudit ? [[t.unit, unitLabel(read.unit)] as const] : []),
            ...(isAudit ? [[t.subject, <span key="s">{say(subjectKindWords(read.subject.kind))} <span className="code soft">{read.subject.id}</span></span>] as const] : []),
            [t.id, <Mono key="i" text={read.id} />],
          ]}
        />
        {isAudit ? (
          <Section title={t.more}>
            <div className="record-buttons">
              <GoLink to={`/record/reads?reader=${encodeURIComponent(read.reader.id)}`}>{t.sameReader}</GoLink>
              <GoLink to={`/record/reads?subjectKind=${encodeURIComponent(read.subject.kind)}&subject=${encodeURIComponent(read.subject.id)}`}>{t.sameSubject}</GoLink>
              <GoLink to={`/record/entries?open=${read.id}`}>{t.entry}</GoLink>
            </div>
          </Section>
        ) : (
          <Section title={t.objectTitle}><p>{t.object}</p></Section>
        )}
      </div>
    </Workspace>
  );
}
