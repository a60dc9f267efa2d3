import { useSyncExternalStore } from "react";

export type Preference<T extends string> = { get(): T; set(value: T): void; use(): T };

/** A choice kept in this browser (never personal data), read by any component and outside React. */
export function preference<const T extends string>(key: string, values: readonly T[], fallback: NoInfer<T>): Preference<T> {
  const listeners = new Set<() => void>();
  const stored = values.find((value) => value === readLocal(key));
  let current: T = stored ?? fallback;
  const get = () => current;
  return {
    get,
    set(value) {
      current = value;
      writeLocal(key, value);
      for (const listener of listeners) listener();
    },
    use: () => useSyncExternalStore(subscribe, get),
  };

  function subscribe(listener: () => void) {
    listeners.add(listener);
    return () => listeners.delete(listener);
  }
}

/** Storage may be switched off by policy: then choices last as long as the page. */
export function readLocal(key: string): string | null {
  try {
    return globalThis.localStorage?.getItem(key) ?? null;
  } catch {
    return null;
  }
}

export function writeLocal(key: string, value: string): void {
  try {
    globalThis.localStorage?.setItem(key, value);
  } catch {
    // Nothing to do: see readLocal.
  }
}
