import { z } from "zod";
import { minimalInput, type Relation } from "../minimal-input.ts";
import type { Aviary } from "./canaries.ts";

type Schema = { type?: string | string[]; enum?: unknown[]; const?: unknown; anyOf?: Schema[]; oneOf?: Schema[]; allOf?: Schema[]; properties?: { [name: string]: Schema }; items?: Schema; pattern?: string; format?: string; maxLength?: number; minLength?: number };
type Fields = { [name: string]: unknown };

/** What the schema takes, with a canary in every field that takes one. */
export function plantedInput(endpoint: string, schema: z.ZodType, relation: Relation, aviary: Aviary): Fields {
  const described = z.toJSONSchema(schema, { io: "input", unrepresentable: "any" }) as Schema; // its own type is wider
  return planted(described, minimalInput(schema, relation), endpoint, aviary) as Fields; // inputs are objects
}

function planted(schema: Schema, least: unknown, path: string, aviary: Aviary): unknown {
  const chosen = (schema.anyOf ?? schema.oneOf)?.find((option) => option.type !== "null") ?? schema;
  if (chosen.properties) {
    const given = (typeof least === "object" && least !== null ? least : {}) as Fields;
    const all = Object.entries(chosen.properties).map(([name, inner]): [string, unknown] => [name, planted(inner, given[name], `${path}.${name}`, aviary)]);
    return Object.fromEntries(all.filter(([, value]) => value !== undefined));
  }
  if (chosen.items) return [planted(chosen.items, Array.isArray(least) ? least[0] : undefined, path, aviary)].filter((item) => item !== undefined);
  return canaryFor(chosen, path, aviary) ?? least;
}

function canaryFor(schema: Schema, path: string, aviary: Aviary): string | undefined {
  if (schema.enum || schema.const !== undefined || schema.format || (schema.type !== undefined && schema.type !== "string")) return undefined;
  if (/(^|\.)(unit|unitCode|district|enterprise|uscc|declarant|enterpriseUscc|after)$/.test(path)) return undefined;
  if (schema.pattern?.includes("\\d{5,20}")) return aviary.digits(path, 20);
  if (schema.pattern?.includes("\\d{17}")) return aviary.digits(path, 18);
  if (schema.pattern && !schema.pattern.startsWith("^[^\\0")) return undefined;
  if ((schema.maxLength ?? 1_000) < 40) return undefined;
  return aviary.text(path);
}

/** Canaries where none belongs: wrong types, in lists, as numbers' text, a level too deep. */
export function malformedInput(good: Fields, endpoint: string, aviary: Aviary): unknown[] {
  const wrong = Object.fromEntries(Object.keys(good).map((name) => [name, { [name]: [aviary.text(`${endpoint}.${name}.wrong`)] }]));
  const tooLong = Object.fromEntries(Object.keys(good).map((name) => [name, aviary.text(`${endpoint}.${name}.long`).repeat(300)]));
  return [wrong, tooLong, [aviary.text(`${endpoint}.list`)], aviary.text(`${endpoint}.bare`)];
}
