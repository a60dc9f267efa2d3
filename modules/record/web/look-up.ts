const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;
const BARE_UUID = /^[0-9a-f]{32}$/;
const INDEX = /^(0|[1-9]\d{0,15})$/;

/**
 * What a person pasted as an entry's id, a command id or an index, as the endpoint takes it: without quotes, spaces and thousands
 * separators, UUIDs with their hyphens. Undefined when it is none of them.
 */
export function lookUpOf(text: string): string | undefined {
  const bare = text.normalize("NFKC").trim().toLowerCase().replace(/^[#"'“”]+|["'“”]+$/g, "");
  if (UUID.test(bare)) return bare;
  if (BARE_UUID.test(bare)) return bare.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, "$1-$2-$3-$4-$5");
  const digits = bare.replace(/[\s,]/g, "");
  return INDEX.test(digits) ? digits : undefined;
}

/** Receipts are taken by id alone. */
export const isId = (text: string): boolean => UUID.test(text);
