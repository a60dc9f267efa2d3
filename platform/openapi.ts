import { z } from "zod";
import type { Endpoint } from "#kernel/contract.ts";
import type { RefusalCatalogue } from "#kernel/refusal.ts";

/** OpenAPI 3.1 of every contract; what programs outside rely on is read from here, never written twice. */
export function openApi(endpoints: readonly Endpoint[], refusals: RefusalCatalogue): object {
  const paths: { [path: string]: { [method: string]: object } } = {};
  for (const endpoint of endpoints) {
    const path = `/api${endpoint.path.replace(/:(\w+)/g, "{$1}")}`;
    paths[path] = { ...paths[path], [endpoint.method.toLowerCase()]: operation(endpoint, refusals) };
  }
  return {
    openapi: "3.1.0",
    info: { title: "清渝 Qingyu", version: "0.1.0", description: "由契约生成。Generated from the contracts." },
    servers: [{ url: "/" }],
    paths,
    components: { schemas: { Problem: PROBLEM }, securitySchemes: { session: { type: "apiKey", in: "cookie", name: "qingyu_session" }, program: { type: "http", scheme: "bearer" } } },
    security: [{ session: [] }, { program: [] }],
  };
}

function operation(endpoint: Endpoint, refusals: RefusalCatalogue): object {
  const input = jsonSchema(endpoint.input, "input");
  const inPath = [...endpoint.path.matchAll(/:(\w+)/g)].map((match) => match[1] ?? "");
  const properties = (input["properties"] ?? {}) as { [name: string]: object };
  const required = (input["required"] ?? []) as string[];
  const asParameter = (name: string, where: "path" | "query") => ({ name, in: where, required: where === "path" || required.includes(name), schema: properties[name] ?? {} });
  const names = Object.keys(properties).filter((name) => !inPath.includes(name));
  const isView = endpoint.method === "GET";
  return {
    operationId: endpoint.name,
    summary: `${endpoint.summary.zh} / ${endpoint.summary.en}`,
    "x-permission": endpoint.permission,
    "x-refusals": endpoint.refusals.map((code) => ({ code, ...refusals[code] })),
    parameters: [
      ...inPath.map((name) => asParameter(name, "path")),
      ...(isView ? names.map((name) => asParameter(name, "query")) : [{ name: "x-command-id", in: "header", required: true, schema: { type: "string", format: "uuid" } }]),
    ],
    ...(isView ? {} : { requestBody: { required: true, content: { "application/json": { schema: input } } } }),
    responses: {
      200: { description: "OK", content: endpoint.download ? { "application/octet-stream": {} } : { "application/json": { schema: jsonSchema(endpoint.output, "output") } } },
      default: { description: "refusal (RFC 9457)", content: { "application/problem+json": { schema: { $ref: "#/components/schemas/Problem" } } } },
    },
  };
}

function jsonSchema(schema: z.ZodType, io: "input" | "output"): { [key: string]: unknown } {
  const { $schema: _, ...rest } = z.toJSONSchema(schema, { io, unrepresentable: "any" }) as { [key: string]: unknown };
  return rest;
}

const PROBLEM = {
  type: "object",
  required: ["type", "title", "status", "code", "words"],
  properties: { type: { type: "string" }, title: { type: "string" }, status: { type: "integer" }, code: { type: "string" }, data: { type: "object" }, words: { type: "object", properties: { zh: { type: "string" }, en: { type: "string" } } }, problems: { type: "array", items: { type: "object" } } },
} as const;
