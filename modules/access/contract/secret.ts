/**
 * Text that must never be written down: a password, a code, a token. It has no members anybody can list, so logs, hashes of inputs
 * and stored answers see an empty object: a plain hash of a password in a table would undo argon2id.
 */
export class Secret {
  readonly #text: string;

  constructor(text: string) {
    this.#text = text;
  }

  /** The only way to the text. */
  reveal(): string {
    return this.#text;
  }

  toJSON(): object {
    return {};
  }
}
