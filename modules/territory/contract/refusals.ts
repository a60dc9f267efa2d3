import { defineRefusals } from "#kernel/refusal.ts";

export const territoryRefusals = defineRefusals({
  "territory.unit.unknown": { status: 404, zh: "{on} 没有代码为 {code} 的区县。", en: "There was no unit with code {code} on {on}." },
});
