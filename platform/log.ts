type Level = "info" | "warn" | "error";
type Fields = { readonly [key: string]: string | number | boolean | null | undefined };

/** JSON lines with codes, ids and durations; never a payload, a name or a query string. */
export type Log = { info(event: string, fields?: Fields): void; warn(event: string, fields?: Fields): void; error(event: string, error: unknown, fields?: Fields): void };

export function makeLog(write: (line: string) => void = (line) => void process.stderr.write(`${line}\n`)): Log {
  const line = (level: Level, event: string, fields: Fields = {}) => write(JSON.stringify({ at: new Date().toISOString(), level, event, ...fields }));
  return {
    info: (event, fields) => line("info", event, fields),
    warn: (event, fields) => line("warn", event, fields),
    error: (event, error, fields) => line("error", event, { ...fields, ...describe(error) }),
  };
}

/** Where it broke, without the values it broke on: database errors quote rows in their message and detail. */
function describe(error: unknown): Fields {
  if (!(error instanceof Error)) return { kind: typeof error };
  const code = (error as { code?: unknown }).code;
  const frames = (error.stack ?? "").split("\n").filter((row) => row.trimStart().startsWith("at ")).slice(0, 6).map((row) => row.trim());
  return { kind: error.name, code: typeof code === "string" ? code : undefined, at_code: frames.join(" < ") };
}
