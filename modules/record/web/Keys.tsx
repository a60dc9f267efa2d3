import { StatusTag } from "#ui/table/StatusTag.tsx";
import { formatDay, formatMinute } from "#ui/words/format.ts";
import { useWords } from "#ui/words/words.ts";
import type { LogHealth } from "../contract/index.ts";
import { logWords } from "./log-words.ts";
import { Mono } from "./Pieces.tsx";

/** `name+id+key` → `id`: what people compare aloud. The whole line when it is of another form. */
export const keyIdOf = (vkey: string): string => /\+([0-9a-f]{8})\+[A-Za-z0-9+/=]+$/.exec(vkey)?.[1] ?? vkey;

/** The log's own keys, the newest first, to be published elsewhere. */
export function KeyList({ log }: { readonly log: LogHealth }) {
  const t = useWords(logWords);
  return (
    <div className="record-stack">
      <p className="soft">{t.keysHelp}</p>
      <ul className="key-list">
        {log.keys.map(({ vkey, algorithm, since, retiredAt }) => (
          <li key={vkey}>
            <div className="witness-line">
              <strong>{t.keyId} <span className="code">{keyIdOf(vkey)}</span></strong>
              <StatusTag tone={retiredAt ? "quiet" : "success"}>{retiredAt ? t.retired : t.keyActive}</StatusTag>
            </div>
            <Mono text={vkey} />
            <span className="soft">{algorithm}　{t.since} {formatDay(since)}{retiredAt && `　${t.keyRetired(formatMinute(retiredAt))}`}</span>
          </li>
        ))}
      </ul>
    </div>
  );
}

/** On paper only: the keys, large enough to be compared letter by letter. */
export function KeySheet({ log }: { readonly log: LogHealth }) {
  const t = useWords(logWords);
  return (
    <section className="key-sheet" aria-hidden="true">
      <h1>{t.keySheet}</h1>
      <p>{t.origin}　<span className="code">{log.origin}</span></p>
      {log.keys.filter(({ retiredAt }) => retiredAt === null).map(({ vkey, algorithm, since }) => (
        <div key={vkey}>
          <p>{t.keyId} <strong className="code">{keyIdOf(vkey)}</strong>　{algorithm}　{t.since} {formatMinute(since)}</p>
          <p className="paper-key">{vkey}</p>
        </div>
      ))}
      <p>{t.keySheetHow}</p>
    </section>
  );
}
