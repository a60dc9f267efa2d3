import type { Database, Sql } from "#platform/db.ts";
import { installationKey } from "#platform/installation-key.ts";
import { KeyedHash } from "#platform/keyed-hash.ts";
import { LeafDigest } from "./leaf-digest.ts";

/** What the house gives the record at start. */
export type RecordSettings = {
  readonly database: Pick<Database, "app" | "auditor">;
  /** Holds the log's private key and the last signed checkpoint, outside the database. */
  readonly dataDir: string;
  /** Origin line of checkpoints and name of the log's key. */
  readonly origin: string;
  /** The city's own code: the log belongs to the whole city. */
  readonly cityCode: string;
  /** Words of an act by its name, where the program knows it. */
  readonly titleOf?: (name: string) => { readonly zh: string; readonly en: string } | undefined;
  /** Tells open screens that these views changed. */
  readonly tell?: (refreshes: readonly string[], unitCode: string) => void;
  readonly warn?: (event: string, fields: { readonly [field: string]: string | number }) => void;
  readonly clock?: () => Date;
};

export type RecordParts = Required<Omit<RecordSettings, "database">> & { readonly app: Sql; readonly auditor: Sql; /** Vouches for a leaf; not in the database. */ readonly macKey: Buffer; /** Makes the fingerprints of new leaves. */ readonly digest: LeafDigest; /** From it comes the key of each line's input (`inputKeyOf`). */ readonly inputKeys: KeyedHash };

let current: RecordParts | undefined;

/** The list of modules is a constant, the database is not: the house calls this once before the gate opens. */
export function setRecordParts({ database, ...settings }: RecordSettings): RecordParts {
  const macKey = installationKey(settings.dataDir, "record-mac");
  current = {
    titleOf: () => undefined,
    tell: () => {},
    warn: () => {},
    clock: () => new Date(),
    ...settings,
    app: database.app,
    auditor: database.auditor,
    macKey,
    digest: new LeafDigest(macKey),
    inputKeys: new KeyedHash(installationKey(settings.dataDir, "record-input")),
  };
  return current;
}

export function recordParts(): RecordParts {
  if (!current) throw new Error("the record was not started: call startRecord first");
  return current;
}
