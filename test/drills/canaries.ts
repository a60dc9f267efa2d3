import { randomBytes } from "node:crypto";

/** A text that nothing else would ever say; where it turns up, what was personal has leaked. */
export type Canaries = ReadonlyMap<string, string>;

/** Canaries are asked for by the field they stand in; what the program itself makes up (tokens, one-time passwords) is added as it comes. */
export class Aviary {
  private readonly birds = new Map<string, string>();
  private readonly mark = randomBytes(4).toString("hex");

  /** A free text: a name, a reason, a note. Chinese and Latin, so that both encodings of it are looked for. */
  text(field: string): string {
    return this.kept(field, () => `某金丝雀-QY${this.mark}-${field.replace(/[^a-z]/gi, "")}-${this.birds.size}`);
  }
  /** Letters, digits, hyphens. */
  word(field: string): string {
    return this.kept(field, () => `qyjsq-${this.mark}-${this.birds.size}`);
  }
  digits(field: string, length: number): string {
    return this.kept(field, () => String(7_000_000_000_000_000n + BigInt(`0x${this.mark}`) * 1_000n + BigInt(this.birds.size)).padEnd(length, "7").slice(0, length));
  }
  made(field: string, secret: unknown): void {
    if (typeof secret === "string" && secret.length >= 8) this.birds.set(field, secret);
  }
  get all(): Canaries {
    return this.birds;
  }

  private kept(field: string, make: () => string): string {
    const known = this.birds.get(field) ?? make();
    this.birds.set(field, known);
    return known;
  }
}

/** Where something came from, and what it said. */
export type Said = { readonly where: string; readonly bytes: Buffer };
export const said = (where: string, text: string | Uint8Array): Said => ({ where, bytes: Buffer.from(text) });

/** Every place where a canary sings, in any of the ways a text is written down: as it is, in an address, escaped, in hex, in base64. */
export function findCanaries(canaries: Canaries, places: readonly Said[]): string[] {
  const forms = [...canaries].flatMap(([field, canary]) => formsOf(canary).map(({ form, text }) => ({ field, form, text })));
  return places.flatMap(({ where, bytes }) => {
    const text = bytes.toString("latin1");
    return forms.filter((bird) => text.includes(Buffer.from(bird.text).toString("latin1"))).map(({ field, form }) => `${where}: ${field} (${form})`);
  });
}

function formsOf(canary: string): { form: string; text: string }[] {
  const bytes = Buffer.from(canary);
  const escaped = canary.replace(/[^\x20-\x7e]/g, (sign) => `\\u${sign.charCodeAt(0).toString(16).padStart(4, "0")}`);
  return [
    { form: "as it is", text: canary },
    { form: "in an address", text: encodeURIComponent(canary) },
    { form: "escaped", text: escaped },
    { form: "in hex", text: bytes.toString("hex") },
    { form: "in base64", text: base64Core(bytes, 0) },
    { form: "in base64", text: base64Core(bytes, 1) },
    { form: "in base64", text: base64Core(bytes, 2) },
  ];
}

/** The letters that do not depend on what stands before and after. @param offset how many bytes stand before, modulo 3 */
function base64Core(bytes: Buffer, offset: number): string {
  const whole = Buffer.concat([Buffer.alloc(offset), bytes]);
  return whole.toString("base64").slice(offset === 0 ? 0 : 4, -4);
}
