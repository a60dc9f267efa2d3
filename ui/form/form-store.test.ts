import { expect, test } from "vitest";
import { FormStore } from "./form-store.ts";

const problem = (path: string) => ({ path, code: "required", words: { zh: "必填", en: "Required" } });

test("a field's problem disappears when the field is changed, the others stay", () => {
  const form = new FormStore({ reason: "", note: "" });
  form.setProblems([problem("reason"), problem("note")]);
  form.set("reason", "核实");
  expect(form.allProblems().map(({ path }) => path)).toEqual(["note"]);
  expect(form.all()).toEqual({ reason: "核实", note: "" });
});

test("a problem inside a field is the field's, and is told with what the field is called on screen", () => {
  const form = new FormStore({ evidence: [], "place.town": "" });
  form.callField("evidence", "证据");
  form.callField("place.town", "镇街");
  expect([form.fieldOf("evidence.0.text"), form.labelOf("evidence.0.text")]).toEqual(["evidence", "证据"]);
  expect([form.fieldOf("place.town"), form.labelOf("place.town")]).toEqual(["place.town", "镇街"]);
});

test("a form waits until all that is under way has ended, each once", () => {
  const form = new FormStore({});
  const [first, second] = [form.wait(), form.wait()];
  first();
  first();
  expect(form.isWaiting()).toBe(true);
  second();
  expect(form.isWaiting()).toBe(false);
});
