import type { Endpoint, InputOf, OutputOf } from "#kernel/contract.ts";
import { uuidV7 } from "#kernel/id.ts";
import { isAttended } from "./attention.ts";
import { requestOf, type CallRequest } from "./call-request.ts";

export type Words = { readonly zh: string; readonly en: string };
/** One thing wrong with the input; `path` joins object keys and array indices with dots. */
export type FieldProblem = { readonly path: string; readonly code: string; readonly words: Words };

/** The server answered, and the answer is no (RFC 9457). */
export class CallRefused extends Error {
  readonly status: number;
  readonly code: string;
  readonly data: { readonly [key: string]: unknown };
  readonly words: Words;
  readonly problems: readonly FieldProblem[];

  constructor(status: number, body: ProblemBody) {
    super(body.code ?? `http.${status}`);
    this.name = "CallRefused";
    this.status = status;
    this.code = body.code ?? `http.${status}`;
    this.data = body.data ?? {};
    this.words = body.words ?? wordsOfStatus(status);
    this.problems = body.problems ?? [];
  }
}

/** No answer arrived: whether a command took effect is unknown, so a retry must keep its command id. */
export class CallUnanswered extends Error {
  readonly words: Words = { zh: "没有收到服务器的答复，请检查网络后重试。", en: "The server did not answer. Check the network and try again." };

  constructor(cause: unknown) {
    super("call.unanswered", { cause });
    this.name = "CallUnanswered";
  }
}

export type CallProblem = CallRefused | CallUnanswered;
export type Transport = (request: CallRequest, endpoint: Endpoint) => Promise<Response>;
type ProblemBody = { code?: string; data?: { [key: string]: unknown }; words?: Words; problems?: FieldProblem[] };
type CallOptions = { readonly commandId?: string; readonly signal?: AbortSignal };

const overNetwork: Transport = ({ url, init }) => fetch(url, init);
let transport: Transport = overNetwork;
let signedOut: () => void = () => undefined;

/** The gallery answers from prepared data; everything else goes over the network. */
export function answerCallsWith(other: Transport | null): void {
  transport = other ?? overNetwork;
}

/** Called when a call that needs a session is answered 401. */
export function onSignedOut(then: () => void): void {
  signedOut = then;
}

/** A new command id (UUID version 7). `crypto.randomUUID` is not there in Chromium 90 nor on plain http. */
export function newCommandId(): string {
  return uuidV7(Date.now(), crypto.getRandomValues(new Uint8Array(10)));
}

/**
 * Asks the server at one endpoint.
 * @throws CallRefused when it answers no, CallUnanswered when no answer comes.
 */
export async function call<E extends Endpoint>(endpoint: E, input: InputOf<E>, options: CallOptions = {}): Promise<OutputOf<E>> {
  const response = await answer(endpoint, input, options);
  if (response.status === 204) return undefined as OutputOf<E>; // the contract's output is empty then
  try {
    return (await response.json()) as OutputOf<E>; // the gate checks answers against the same contract
  } catch (cause) {
    throw new CallUnanswered(cause);
  }
}

/** Fetches a `download` endpoint's file and hands it to the browser to save. */
export async function download<E extends Endpoint>(endpoint: E, input: InputOf<E>, options: CallOptions = {}): Promise<void> {
  const response = await answer(endpoint, input, options);
  saveFile(await response.blob(), fileNameOf(response.headers.get("content-disposition")) ?? endpoint.name);
}

export function saveFile(body: Blob, fileName: string): void {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(body);
  link.download = fileName;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
}

async function answer(endpoint: Endpoint, input: unknown, options: CallOptions): Promise<Response> {
  const commandId = endpoint.method === "POST" ? (options.commandId ?? newCommandId()) : undefined;
  const request = requestOf(endpoint, input, { commandId, signal: options.signal, isUnattended: !isAttended() });
  let response: Response;
  try {
    response = await transport(request, endpoint);
  } catch (cause) {
    throw new CallUnanswered(cause);
  }
  if (response.ok) return response;
  const refused = new CallRefused(response.status, await problemOf(response));
  if (refused.status === 401 && endpoint.permission !== "public") signedOut();
  throw refused;
}

async function problemOf(response: Response): Promise<ProblemBody> {
  try {
    return (await response.json()) as ProblemBody; // RFC 9457, made in one place of the server
  } catch {
    return {};
  }
}

/** `filename*=UTF-8''…` (RFC 6266) before plain `filename=`. */
export function fileNameOf(disposition: string | null): string | null {
  const extended = /filename\*=UTF-8''([^;]+)/i.exec(disposition ?? "")?.[1];
  if (extended) return decodeURIComponent(extended);
  return /filename="?([^";]+)"?/i.exec(disposition ?? "")?.[1] ?? null;
}

function wordsOfStatus(status: number): Words {
  if (status === 401) return { zh: "登录已失效，请重新登录。", en: "You are signed out. Sign in again." };
  if (status === 429) return { zh: "操作过于频繁，请稍候再试。", en: "Too many requests. Wait a moment and try again." };
  if (status >= 500) return { zh: `服务器出错（${status}），请稍后重试；若反复出现，请联系系统管理员。`, en: `The server failed (${status}). Try again later; if it keeps happening, tell the system administrator.` };
  return { zh: `请求未被接受（${status}）。`, en: `The request was not accepted (${status}).` };
}
