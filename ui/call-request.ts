import type { Endpoint } from "#kernel/contract.ts";

export type CallRequest = { readonly url: string; readonly init: RequestInit };
type Extras = { readonly commandId?: string | undefined; readonly signal?: AbortSignal | undefined; /** Nobody is at the page: what it asks does not keep the session alive. */ readonly isUnattended?: boolean };

/**
 * The HTTP request for an endpoint's input: path parts are filled from the input and leave it, the rest goes to the
 * query (GET; undefined, null and "" are left out, arrays repeat) or the body (POST).
 */
export function requestOf(endpoint: Pick<Endpoint, "method" | "path">, input: unknown, extras: Extras = {}): CallRequest {
  const rest = new Map(Object.entries((input ?? {}) as Record<string, unknown>));
  const path = endpoint.path.replace(/:(\w+)/g, (_, name: string) => {
    const value = rest.get(name);
    if (value === undefined || value === null || value === "") throw new Error(`path part :${name} of ${endpoint.path} is empty`);
    rest.delete(name);
    return encodeURIComponent(String(value));
  });
  const common: RequestInit = { credentials: "same-origin", cache: "no-store", ...(extras.signal ? { signal: extras.signal } : {}) };
  if (endpoint.method === "GET") {
    return { url: `/api${path}${queryOf(rest)}`, init: { ...common, method: "GET", headers: { accept: "application/json", ...(extras.isUnattended ? { "x-unattended": "1" } : {}) } } };
  }
  return { url: `/api${path}`, init: { ...common, method: "POST", ...bodyOf(rest, extras.commandId) } };
}

function queryOf(values: ReadonlyMap<string, unknown>): string {
  const query = new URLSearchParams();
  for (const [name, value] of values) {
    for (const one of Array.isArray(value) ? value : [value]) {
      if (one !== undefined && one !== null && one !== "") query.append(name, String(one));
    }
  }
  const text = query.toString();
  return text && `?${text}`;
}

function bodyOf(values: ReadonlyMap<string, unknown>, commandId: string | undefined): { headers: Record<string, string>; body: string } {
  const headers = { accept: "application/json", "content-type": "application/json", ...(commandId ? { "x-command-id": commandId } : {}) };
  return { headers, body: JSON.stringify(Object.fromEntries(values)) };
}
