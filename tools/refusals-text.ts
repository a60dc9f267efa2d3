import type { Endpoint } from "#kernel/contract.ts";
import type { RefusalCatalogue } from "#kernel/refusal.ts";

const HEAD = `# 拒绝代码 · Refusals

系统说“不”时，总是给出代码、原因和双语文字。本表由程序生成（\`npx tsx tools/dump-refusals.ts\`），请勿手改。
{…} 处填入当时的具体内容。

Whenever the system says no, it gives a code and words in two languages. This table is generated (\`npx tsx tools/dump-refusals.ts\`); do not edit it.
`;

/** The manual page of all refusals, by module. */
export function refusalsText(words: RefusalCatalogue, endpoints: readonly Endpoint[]): string {
  const codes = Object.keys(words).toSorted();
  const modules = [...new Set(codes.map((code) => code.split(".")[0] ?? ""))];
  return `${HEAD}${modules.map((module) => section(module, codes.filter((code) => code.startsWith(`${module}.`)), words, endpoints)).join("")}`;
}

function section(module: string, codes: readonly string[], words: RefusalCatalogue, endpoints: readonly Endpoint[]): string {
  const rows = codes.map((code) => {
    const { status, zh, en } = words[code] ?? { status: 0, zh: "", en: "" };
    const from = endpoints.filter(({ refusals }) => refusals.includes(code)).map(({ name }) => `\`${name}\``);
    return `| \`${code}\` | ${status} | ${cell(zh)} | ${cell(en)} | ${from.join(" ") || "—"} |\n`;
  });
  return `\n## ${module}\n\n| 代码 code | HTTP | 中文 | English | 出自 said by |\n| --- | --- | --- | --- | --- |\n${rows.join("")}`;
}

const cell = (text: string) => text.replaceAll("|", "\\|").replaceAll("\n", " ");
