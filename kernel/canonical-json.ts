/**
 * JSON with sorted keys and no white space (after RFC 8785), so that the same value always has the same bytes and hash.
 * Values are what JSON can carry; `undefined` members are left out, dates become ISO text, bigint its digits.
 */
export function canonicalJson(value: unknown): string {
  if (typeof value === "string") return JSON.stringify(value);
  if (value === null || value === undefined) return "null";
  if (typeof value === "bigint") return value.toString();
  if (typeof value !== "object") return JSON.stringify(value) ?? "null";
  if (value instanceof Date) return JSON.stringify(value.toISOString());
  return Array.isArray(value) ? arrayJson(value) : objectJson(value as { readonly [key: string]: unknown }); // its own keys
}

function arrayJson(items: readonly unknown[]): string {
  let text = "";
  for (let i = 0; i < items.length; i++) text += i === 0 ? canonicalJson(items[i]) : `,${canonicalJson(items[i])}`;
  return `[${text}]`;
}

function objectJson(value: { readonly [key: string]: unknown }): string {
  let members = "";
  for (const key of sortedKeys(value)) {
    const member = value[key];
    if (member !== undefined) members += `${members === "" ? "" : ","}${JSON.stringify(key)}:${canonicalJson(member)}`;
  }
  return `{${members}}`;
}

function sortedKeys(value: object): string[] {
  const keys = Object.keys(value);
  for (let i = 1; i < keys.length; i++) if ((keys[i - 1] ?? "") > (keys[i] ?? "")) return keys.sort();
  return keys;
}
