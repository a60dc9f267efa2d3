import { randomBytes } from "node:crypto";
import { aesCipher, smCipher, type Cipher } from "./cipher.ts";
import { VaultError, type RecordOfTable, type Vault } from "./vault.ts";

/** 64 bytes of chance from the key file: every key of the vault is derived from them for one use. */
export const MASTER_BYTES = 64;

const CIPHERS: { readonly [name in "aes" | "sm"]: Cipher } = { aes: aesCipher, sm: smCipher };

/** Seals with the configured suite and opens what either suite sealed, so the suite can be changed on a running system. */
export function makeVault(master: Buffer, cipher: "aes" | "sm"): Vault {
  if (master.length !== MASTER_BYTES) throw new Error(`the vault's key must be ${MASTER_BYTES} bytes`);
  const suite = CIPHERS[cipher];
  const indexKey = derive(aesCipher, master, "blind-index", 32); // one suite for finding, so changing the suite loses nobody

  return {
    cipher,
    newRecordKey: (record) => suite.encrypt(keyKey(suite, master), boundTo(record), randomBytes(suite.keyBytes)),
    seal: (key, place, text) => {
      const of = suiteOf(key);
      return of.encrypt(unwrap(key, place), boundTo(place, place.column), Buffer.from(text, "utf8"));
    },
    open: (key, place, sealed) => suiteOf(key).decrypt(unwrap(key, place), boundTo(place, place.column), sealed).toString("utf8"),
    blindIndex: (table, column, value) => aesCipher.mac(indexKey, Buffer.from(table), Buffer.from(column), Buffer.from(value.normalize("NFKC"), "utf8")),
    destroyedKey: () => Buffer.of(DESTROYED),
  };

  function unwrap(key: Buffer, record: RecordOfTable): Buffer {
    const of = suiteOf(key);
    return of.decrypt(keyKey(of, master), boundTo(record), key);
  }
}

const DESTROYED = 0;

function suiteOf(key: Buffer): Cipher {
  if (key[0] === DESTROYED) throw new VaultError("destroyed");
  const suite = Object.values(CIPHERS).find(({ code }) => code === key[0]);
  if (!suite) throw new VaultError("unknown-cipher");
  return suite;
}

const keyKey = (suite: Cipher, master: Buffer): Buffer => derive(suite, master, "record-key", suite.keyBytes);

/** Counter-mode derivation (NIST SP 800-108) with the suite's own keyed hash. */
function derive(suite: Cipher, master: Buffer, label: string, bytes: number): Buffer {
  const blocks: Buffer[] = [];
  for (let counter = 1; blocks.length * 32 < bytes; counter++) blocks.push(suite.mac(master, Buffer.from(`qingyu:${label}`), Buffer.of(counter)));
  return Buffer.concat(blocks).subarray(0, bytes);
}

/** What a ciphertext is bound to: moved to another table, column or record it does not open. */
const boundTo = (record: RecordOfTable, column = ""): Buffer => Buffer.from(JSON.stringify([record.table, column, record.id]), "utf8");
