import fc from "fast-check";
import { z } from "zod";

/** Where and about whom a question is asked. */
export type Relation = { readonly unit: string; readonly enterprise: string };

type JsonSchema = {
  type?: string | string[];
  enum?: unknown[];
  const?: unknown;
  anyOf?: JsonSchema[];
  oneOf?: JsonSchema[];
  allOf?: JsonSchema[];
  properties?: { [name: string]: JsonSchema };
  required?: string[];
  items?: JsonSchema;
  minItems?: number;
  minLength?: number;
  maxLength?: number;
  minimum?: number;
  exclusiveMinimum?: number;
  pattern?: string;
  format?: string;
  default?: unknown;
};

const ID = "019d0000-0000-7000-8000-0000000000aa";

/** The least that a schema takes, with every field that names a unit or an enterprise set to the relation's, required or not. */
export function minimalInput(schema: z.ZodType, relation: Relation): unknown {
  return valueOf(z.toJSONSchema(schema, { io: "input", unrepresentable: "any" }) as JsonSchema, "", relation);
}

function valueOf(schema: JsonSchema, name: string, relation: Relation): unknown {
  if (schema.const !== undefined) return schema.const;
  if (schema.enum) return schema.enum[0];
  const inner = (schema.anyOf ?? schema.oneOf)?.find((option) => option.type !== "null") ?? (schema.type ? undefined : schema.allOf?.[0]);
  if (inner) return valueOf(inner, name, relation);
  const type = Array.isArray(schema.type) ? schema.type[0] : schema.type;
  if (type === "object" || schema.properties) return objectOf(schema, relation);
  if (type === "array") return Array.from({ length: schema.minItems ?? 0 }, () => valueOf(schema.items ?? {}, name, relation));
  if (type === "integer" || type === "number") return Math.max(schema.minimum ?? 1, (schema.exclusiveMinimum ?? 0) + 1, 1);
  if (type === "boolean") return false;
  return textOf(schema, name, relation);
}

function objectOf({ properties = {}, required = [] }: JsonSchema, relation: Relation): unknown {
  const fields = Object.entries(properties).filter(([name]) => required.includes(name) || aimOf(name, relation) !== undefined);
  return Object.fromEntries(fields.map(([name, schema]) => [name, valueOf(schema, name, relation)]));
}

/** Fields that say whose data is asked for. */
function aimOf(name: string, { unit, enterprise }: Relation): string | undefined {
  if (/^(unit|unitCode|district)$/.test(name)) return unit;
  if (/^(enterprise|uscc|declarant|enterpriseUscc)$/.test(name)) return enterprise;
  return undefined;
}

function textOf(schema: JsonSchema, name: string, relation: Relation): string {
  const aim = aimOf(name, relation);
  if (aim !== undefined && aim.length <= (schema.maxLength ?? aim.length)) return aim; // `unit` is a unit of mass elsewhere
  if (schema.format === "uuid") return ID;
  if (schema.format === "date") return "2026-11-01";
  if (schema.format === "date-time") return "2026-11-01T00:00:00+08:00";
  const words = "demo".padEnd(schema.minLength ?? 4, "o").slice(0, schema.maxLength ?? 100);
  const patterns = [schema, ...(schema.allOf ?? [])].flatMap((part) => (part.pattern ? [new RegExp(part.pattern)] : []));
  if (patterns.every((pattern) => pattern.test(words))) return words;
  return patterns.map((pattern) => fc.sample(fc.stringMatching(pattern), { numRuns: 1, seed: 20261123 })[0] ?? "").find((text) => patterns.every((pattern) => pattern.test(text))) ?? words;
}
