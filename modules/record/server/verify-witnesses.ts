import type { Sql, Tx } from "#platform/db.ts";
import { canonicalJson } from "#kernel/canonical-json.ts";
import { commitInput, inputKeyOf } from "#platform/input-commitment.ts";
import type { KeyedHash } from "#platform/keyed-hash.ts";
import { registerWitness, retireWitness } from "../contract/index.ts";
import type { Said } from "./verify-leaf.ts";
import { listWitnessRows, type LeafColumns } from "./verify.sql.ts";

type Act = { readonly leafId: string; readonly name: string; readonly command: string | null; readonly at: string | null; readonly input: unknown };

/** Holds the list of witnesses against the leaves of the acts that registered and retired them: whose key counts is not the database's to say. */
export class WitnessLedger {
  private readonly inputKeys: KeyedHash;
  private acts: Act[] = [];

  constructor(inputKeys: KeyedHash) {
    this.inputKeys = inputKeys;
  }

  take(row: LeafColumns, said: Said): void {
    if (row.name !== registerWitness.name && row.name !== retireWitness.name) return;
    this.acts.push({ leafId: row.leafId, name: row.name, command: row.commandId, at: row.at, input: said["input"] });
  }

  /** Every row has the acts it names, and every act its row. */
  async compare(tx: Tx | Sql, onDifference: (at: string) => void): Promise<void> {
    for (const { name, party, vkey, since, registeredBy, retiredAt, retiredBy, retireReason } of await listWitnessRows(tx)) {
      const isRegistered = this.claim(registerWitness.name, registeredBy, since, { party, vkey });
      const isUntouched = retiredAt === null && retiredBy === null && retireReason === null;
      if (!isRegistered || !(isUntouched || this.claim(retireWitness.name, retiredBy, retiredAt, { name, reason: retireReason }))) onDifference(name);
    }
    for (const { leafId } of this.acts) onDifference(leafId);
  }

  /** An act stands behind one row only. */
  private claim(name: string, command: string | null, at: string | null, input: object): boolean {
    const canonical = canonicalJson(input);
    const act = this.acts.find((known) => known.name === name && known.command === command && known.at === at && known.input === commitInput(inputKeyOf(this.inputKeys, known.leafId), canonical));
    this.acts = this.acts.filter((known) => known !== act);
    return act !== undefined;
  }
}
