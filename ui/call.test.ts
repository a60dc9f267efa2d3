import { afterEach, expect, test } from "vitest";
import { z } from "zod";
import { endpoint } from "#kernel/contract.ts";
import { answerCallsWith, call, CallRefused, CallUnanswered, fileNameOf, onSignedOut } from "./call.ts";
import { requestOf } from "./call-request.ts";

const getLot = endpoint({ name: "t.lot.get", method: "GET", path: "/lots/:uscc/:lot", permission: "t.read", summary: { zh: "", en: "" }, input: z.object({ uscc: z.string(), lot: z.string(), kinds: z.array(z.string()).optional(), asOf: z.string().optional() }), output: z.object({ massMg: z.number() }) });
const close = endpoint({ name: "t.finding.close", method: "POST", path: "/findings/:id/close", permission: "t.close", summary: { zh: "", en: "" }, input: z.object({ id: z.string(), reason: z.string() }), output: z.object({}) });

afterEach(() => answerCallsWith(null));

test("path parts are filled, escaped and taken out of the query; empty values are not sent; arrays repeat", () => {
  const { url } = requestOf(getLot, { uscc: "91500102A", lot: "批/7 号", kinds: ["a", "b"], asOf: "" });
  expect(url).toBe(`/api/lots/91500102A/${encodeURIComponent("批/7 号")}?kinds=a&kinds=b`);
});

test("an empty path part is a mistake of the screen, never a request to another address", () => {
  expect(() => requestOf(getLot, { uscc: "", lot: "7" })).toThrow(":uscc");
});

test("a command carries its id and its input without the path parts", () => {
  const { url, init } = requestOf(close, { id: "7", reason: "核实无误" }, { commandId: "c-1" });
  expect(url).toBe("/api/findings/7/close");
  expect(init.headers).toMatchObject({ "content-type": "application/json", "x-command-id": "c-1" });
  expect(JSON.parse(String(init.body))).toEqual({ reason: "核实无误" });
});

test("a refusal keeps its code, data, words and the problems of each field", async () => {
  const problems = [{ path: "reason", code: "too_small", words: { zh: "必填", en: "Required" } }];
  answerCallsWith(async () => Response.json({ code: "t.finding.closed", data: { by: "x" }, words: { zh: "已关闭", en: "Closed" }, problems }, { status: 409 }));
  const refused = await call(close, { id: "7", reason: "" }).catch((e: unknown) => e);
  expect(refused).toBeInstanceOf(CallRefused);
  expect(refused).toMatchObject({ status: 409, code: "t.finding.closed", data: { by: "x" }, words: { zh: "已关闭" }, problems });
});

test("an answer that is not JSON still becomes words a person can act on", async () => {
  answerCallsWith(async () => new Response("<html>", { status: 502 }));
  await expect(call(close, { id: "7", reason: "x" })).rejects.toMatchObject({ code: "http.502", words: { zh: expect.stringContaining("502") } });
});

test("no answer is told apart from a no", async () => {
  answerCallsWith(async () => Promise.reject(new TypeError("offline")));
  await expect(call(close, { id: "7", reason: "x" })).rejects.toBeInstanceOf(CallUnanswered);
});

test("a lost session is announced, but a wrong password at the public door is not", async () => {
  let announced = 0;
  onSignedOut(() => announced++);
  answerCallsWith(async () => Response.json({}, { status: 401 }));
  await call(close, { id: "7", reason: "x" }).catch(() => undefined);
  await call({ ...close, permission: "public" }, { id: "7", reason: "x" }).catch(() => undefined);
  expect(announced).toBe(1);
});

test("the Chinese file name of a download is read", () => {
  expect(fileNameOf("attachment; filename=\"a.xlsx\"; filename*=UTF-8''%E5%8F%B0%E8%B4%A6.xlsx")).toBe("台账.xlsx");
  expect(fileNameOf("attachment; filename=\"a.xlsx\"")).toBe("a.xlsx");
  expect(fileNameOf(null)).toBeNull();
});

test("what the page asks with nobody at it says so; a command is always somebody's", () => {
  const input = { uscc: "91500102A", lot: "7" };
  expect(requestOf(getLot, input, { isUnattended: true }).init.headers).toMatchObject({ "x-unattended": "1" });
  expect(requestOf(getLot, input, { isUnattended: false }).init.headers).not.toHaveProperty("x-unattended");
  expect(requestOf(close, { id: "7", reason: "核实无误" }, { commandId: "c-1", isUnattended: true }).init.headers).not.toHaveProperty("x-unattended");
});
