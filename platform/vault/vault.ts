/**
 * Encryption of personal fields. Envelope: a key-encryption key (KEK) from a sealed file or a cipher machine wraps one data key per
 * record (DEK); the DEK seals the record's fields. Destroying the wrapped DEK destroys the fields for good, backups of the row included
 * only as long as they still hold that wrapped key.
 */
export type Vault = {
  readonly cipher: "aes" | "sm";
  /** A fresh data key, wrapped for this record; store it beside the fields. */
  newRecordKey(record: RecordOfTable): Buffer;
  /** Seals text; the answer can be opened only with the same key, table, column and record id. */
  seal(key: Buffer, place: Place, text: string): Buffer;
  /** @throws VaultError when key, place or content are not what was sealed. */
  open(key: Buffer, place: Place, sealed: Buffer): string;
  /** Keyed hash for finding equal values without opening any; bound to table and column, so columns cannot be joined. */
  blindIndex(table: string, column: string, value: string): Buffer;
  /** What to write over a wrapped key to make its record unreadable for ever. */
  destroyedKey(): Buffer;
};

export type RecordOfTable = { readonly table: string; readonly id: string };
export type Place = RecordOfTable & { readonly column: string };

/** Says that it failed and never what it failed on. */
export class VaultError extends Error {
  constructor(reason: "changed" | "destroyed" | "unknown-cipher") {
    super(`vault: ${reason}`);
    this.name = "VaultError";
  }
}
