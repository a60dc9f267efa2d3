import type { Words } from "#ui/call.ts";
import type { LogHealth, Verification } from "../contract/index.ts";
import type { WitnessState } from "./age.ts";

type Tone = "quiet" | "info" | "success" | "warning" | "danger";

const ACTOR_KIND_WORDS: { readonly [kind: string]: Words } = {
  official: { zh: "工作人员", en: "Official" },
  enterprise: { zh: "企业人员", en: "Enterprise staff" },
  program: { zh: "程序", en: "Program" },
  operator: { zh: "本机操作员", en: "Local operator" },
  system: { zh: "系统自动", en: "The system itself" },
  anonymous: { zh: "未登录", en: "Not signed in" },
};

/** Kinds come as text: one this console does not know yet is shown as it is. */
export const actorKindWords = (kind: string): Words => ACTOR_KIND_WORDS[kind] ?? { zh: kind, en: kind };

const SUBJECT_KIND_WORDS: { readonly [kind: string]: Words } = {
  account: { zh: "账号", en: "Account" },
  person: { zh: "人员档案", en: "Person" },
  enterprise: { zh: "企业", en: "Enterprise" },
  case: { zh: "案件", en: "Case" },
};
export const subjectKindWords = (kind: string): Words => SUBJECT_KIND_WORDS[kind] ?? { zh: kind, en: kind };
export const SUBJECT_KINDS = Object.entries(SUBJECT_KIND_WORDS).map(([value, label]) => ({ value, label }));

const FIELD_WORDS: { readonly [field: string]: Words } = {
  name: { zh: "姓名", en: "name" },
  phone: { zh: "电话号码", en: "telephone number" },
  identity: { zh: "身份证件号码", en: "identity number" },
  identityNumber: { zh: "身份证件号码", en: "identity number" },
  address: { zh: "住址", en: "address" },
};
export const fieldWords = (field: string): Words => FIELD_WORDS[field] ?? { zh: field, en: field };

/** Areas of work by how the names of acts begin. */
export const AREAS: readonly { readonly value: string; readonly label: Words }[] = [
  { value: "precursor.", label: { zh: "易制毒化学品", en: "Precursors" } },
  { value: "duty.", label: { zh: "办理事项", en: "Duties" } },
  { value: "access.", label: { zh: "账号与授权", en: "Accounts and grants" } },
  { value: "record.", label: { zh: "留痕与见证", en: "Record and witnesses" } },
  { value: "territory.", label: { zh: "行政区划", en: "Territory" } },
];

export const LOG_TONES: { readonly [S in LogHealth["state"]]: Tone } = { healthy: "success", behind: "warning", halted: "danger" };

export const WITNESS_TONES: { readonly [S in WitnessState]: Tone } = { retired: "quiet", never: "warning", current: "success", behind: "info", late: "warning" };

/** How a verification stands, in one tone. */
export function verificationTone({ state, verdict }: Pick<Verification, "state" | "verdict">): Tone {
  if (state === "running") return "info";
  if (!verdict) return "warning";
  return verdict.sound ? "success" : "danger";
}

/** Acts of those who may not read the record: its titles are not told to them, and a receipt should still speak. */
export const ACT_WORDS: { readonly [name: string]: Words } = {
  "precursor.declaration.file": { zh: "申报一笔", en: "File a declaration" },
  "precursor.import.stage": { zh: "校验文件", en: "Check a file" },
  "precursor.import.commit": { zh: "导入", en: "Commit an import" },
  "duty.duty.complete": { zh: "办结事项", en: "Complete a duty" },
  "platform.file.store": { zh: "上传文件", en: "Upload a file" },
};
