import type { z } from "zod";
import { Refusal } from "#kernel/refusal.ts";

export type Problem = { readonly path: string; readonly code: string; readonly words: { readonly zh: string; readonly en: string } };

/** All problems at once, each with its path. Refuses `gate.input.invalid { count, problems }`. */
export function parseInput<S extends z.ZodType>(schema: S, raw: unknown): z.output<S> {
  if (holdsUnstorable(raw, 0)) throw new Refusal("gate.input.invalid", { count: 1, problems: [{ path: "", code: "control_character", words: { zh: "含有不可存储的控制字符", en: "Holds a control character that cannot be stored" } }] });
  const parsed = schema.safeParse(raw);
  if (parsed.success) return parsed.data;
  const problems = parsed.error.issues.slice(0, 200).map(problemOf);
  throw new Refusal("gate.input.invalid", { count: parsed.error.issues.length, problems });
}

type Issue = z.core.$ZodIssue;

function problemOf(issue: Issue): Problem {
  return { path: issue.path.map(String).join("."), code: issue.code, words: { zh: zhOf(issue), en: issue.message } };
}

function zhOf(issue: Issue): string {
  switch (issue.code) {
    case "invalid_type":
      return "缺少内容或类型不对";
    case "too_small":
      return tooLittle(issue.origin, Number(issue.minimum));
    case "too_big":
      return tooMuch(issue.origin, Number(issue.maximum));
    case "invalid_format":
      return "格式不对";
    case "unrecognized_keys":
      return `有不认识的内容：${issue.keys.join("、")}`;
    case "invalid_value":
      return "不在可选范围内";
    default:
      return "内容不对";
  }
}

/** Beside a text field “at least 1” means that it is empty. */
function tooLittle(origin: string, minimum: number): string {
  if (origin === "string") return minimum <= 1 ? "请填写" : `至少 ${minimum} 个字`;
  if (origin === "array" || origin === "set") return `至少 ${minimum} 项`;
  return `太小（至少 ${minimum}）`;
}

function tooMuch(origin: string, maximum: number): string {
  if (origin === "string") return `至多 ${maximum} 个字`;
  if (origin === "array" || origin === "set") return `至多 ${maximum} 项`;
  return `太大（至多 ${maximum}）`;
}

/** A NUL, or half of a surrogate pair that met no other half. */
const isUnstorable = (text: string): boolean => text.includes("\u0000") || !text.isWellFormed();

/** PostgreSQL stores every character but these. Bodies are bounded before they come here; so is the depth looked at. */
function holdsUnstorable(value: unknown, depth: number): boolean {
  if (typeof value === "string") return isUnstorable(value);
  if (typeof value !== "object" || value === null || depth > 20) return false;
  for (const key of Object.keys(value)) {
    // A parsed body has no members but its own.
    if (isUnstorable(key) || holdsUnstorable((value as { readonly [key: string]: unknown })[key], depth + 1)) return true;
  }
  return false;
}
