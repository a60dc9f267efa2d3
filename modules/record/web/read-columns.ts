import type { Words } from "#ui/call.ts";
import { READ_PURPOSE_WORDS } from "#kernel/read-purpose.ts";
import type { Column } from "#ui/table/column.ts";
import { formatSecond } from "#ui/words/format.ts";
import type { ReadView } from "../contract/index.ts";
import type { readWords } from "./read-words.ts";
import { actorKindWords, fieldWords, subjectKindWords } from "./vocabulary.ts";

type Speech = { readonly t: typeof readWords.zh; readonly say: (words: Words) => string; readonly listed: (parts: readonly string[]) => string; readonly unitName: (code: string) => string };

/** One act may show several records: each is a look of its own. */
export const readKey = ({ id, subject }: Pick<ReadView, "id" | "subject">): string => `${id}.${subject.kind}.${subject.id}`;

export const shownText = ({ t, say, listed }: Pick<Speech, "t" | "say" | "listed">, { fields }: Pick<ReadView, "fields">): string => (fields.length === 0 ? t.wholeRecord : listed(fields.map((field) => say(fieldWords(field)))));

/** Masked name where there is one; else what kind of actor it was. */
export const readerText = ({ t, say }: Pick<Speech, "t" | "say">, { reader }: Pick<ReadView, "reader">): string => reader.name ?? `${say(actorKindWords(reader.kind))}${reader.kind === "system" || reader.kind === "operator" ? "" : t.noName}`;

export function ownColumns(speech: Omit<Speech, "unitName">): readonly Column<ReadView>[] {
  const { say } = speech;
  return [
    { key: "at", title: { zh: "时间", en: "Time" }, text: (row) => formatSecond(row.at), width: 168, sticky: true },
    { key: "reader", title: { zh: "谁", en: "Who" }, text: (row) => readerText(speech, row), width: 120 },
    { key: "kind", title: { zh: "身份", en: "As" }, text: (row) => say(actorKindWords(row.reader.kind)), width: 100 },
    { key: "purpose", title: { zh: "为什么", en: "Why" }, text: (row) => say(READ_PURPOSE_WORDS[row.purpose]), width: 150 },
    { key: "fields", title: { zh: "看了什么", en: "What was shown" }, text: (row) => shownText(speech, row), width: 220 },
    { key: "what", title: { zh: "通过什么", en: "By means of" }, text: (row) => (row.title ? say(row.title) : row.what), width: 220 },
    { key: "id", title: { zh: "编号", en: "Id" }, text: (row) => row.id, width: 300, spare: true },
  ];
}

export function auditColumns(speech: Speech): readonly Column<ReadView>[] {
  const { say, unitName } = speech;
  return [
    { key: "at", title: { zh: "时间", en: "Time" }, text: (row) => formatSecond(row.at), width: 168, sticky: true },
    { key: "reader", title: { zh: "查阅人", en: "Who looked" }, text: (row) => readerText(speech, row), width: 120 },
    { key: "readerKind", title: { zh: "身份", en: "As" }, text: (row) => say(actorKindWords(row.reader.kind)), width: 100 },
    { key: "subject", title: { zh: "被查阅的档案", en: "Whose record" }, text: (row) => `${say(subjectKindWords(row.subject.kind))} ${row.subject.id}`, width: 330 },
    { key: "purpose", title: { zh: "目的", en: "Purpose" }, text: (row) => say(READ_PURPOSE_WORDS[row.purpose]), width: 150 },
    { key: "fields", title: { zh: "显示了什么", en: "What was shown" }, text: (row) => shownText(speech, row), width: 200 },
    { key: "unit", title: { zh: "档案所在单位", en: "Unit of the record" }, text: (row) => unitName(row.unit), width: 120 },
    { key: "what", title: { zh: "通过什么", en: "By means of" }, text: (row) => (row.title ? say(row.title) : row.what), width: 220, spare: true },
    { key: "readerId", title: { zh: "查阅人账号编号", en: "Reader's account id" }, text: (row) => row.reader.id, width: 300, spare: true },
    { key: "id", title: { zh: "编号", en: "Id" }, text: (row) => row.id, width: 300, spare: true },
  ];
}
