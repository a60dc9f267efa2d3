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
