import { Refusal, wordsOf, type RefusalCatalogue } from "#kernel/refusal.ts";

/** RFC 9457 problem details, with our code, data and words in both languages. */
export type ProblemAnswer = {
  readonly type: string;
  readonly title: string;
  readonly status: number;
  readonly code: string;
  readonly data: { readonly [key: string]: unknown };
  readonly words: { readonly zh: string; readonly en: string };
  readonly problems?: readonly unknown[];
};

/** The one place where a refusal becomes HTTP. Undefined: not a refusal but a bug. */
export function problemOf(error: unknown, catalogue: RefusalCatalogue): ProblemAnswer | undefined {
  const refusal = error instanceof Refusal ? error : refusalOfServer(error);
  if (!refusal) return undefined;
  const words = catalogue[refusal.code];
  if (!words) return undefined;
  const { problems, ...data } = refusal.data;
  const said = { zh: wordsOf(words, "zh", refusal.data), en: wordsOf(words, "en", refusal.data) };
  return { type: `urn:qingyu:refusal:${refusal.code}`, title: said.zh, status: words.status, code: refusal.code, data, words: said, ...(Array.isArray(problems) ? { problems } : {}) };
}

export const BUG: ProblemAnswer = {
  type: "urn:qingyu:bug",
  title: "系统出了差错，已记录。",
  status: 500,
  code: "gate.bug",
  data: {},
  words: { zh: "系统出了差错，已记录。请稍后再试。", en: "Something went wrong on our side and was noted. Please try again later." },
};

/** What the HTTP server itself refuses before the gate is reached. */
function refusalOfServer(error: unknown): Refusal | undefined {
  const { code, statusCode } = (error ?? {}) as { code?: string; statusCode?: number };
  if (code === "FST_ERR_CTP_BODY_TOO_LARGE" || code === "FST_REQ_FILE_TOO_LARGE" || statusCode === 413) return new Refusal("gate.body.too-large");
  if (code === "FST_ERR_CTP_INVALID_MEDIA_TYPE" || statusCode === 415 || statusCode === 406) return new Refusal("gate.media.unsupported");
  if (statusCode === 429) return new Refusal("gate.too-many-requests");
  if (statusCode === 404 || statusCode === 414 || code === "FST_ERR_BAD_URL") return new Refusal("gate.not-found");
  if (statusCode !== undefined && statusCode >= 400 && statusCode < 500) return new Refusal("gate.body.malformed");
  return undefined;
}
