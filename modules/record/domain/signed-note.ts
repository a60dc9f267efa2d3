import { base64, hex, utf8 } from "@scure/base";
import { refuseRecord as refuse } from "../contract/refusals.ts";
import { sameHash, type Sha256 } from "./tree-hash.ts";

/** Hash and signature check come in, so the same code runs in the server, at the command line and in the page without a network. */
export type Crypto = { readonly sha256: Sha256; readonly verifyEd25519: (publicKey: Uint8Array, message: Uint8Array, signature: Uint8Array) => boolean };

/** C2SP signed-note: types a key may have here. */
export const SIGNATURE_TYPES = { ed25519: 0x01, "cosignature/v1": 0x04 } as const;
export type SignatureType = keyof typeof SIGNATURE_TYPES;

export type VerifierKey = { readonly name: string; readonly type: SignatureType; readonly publicKey: Uint8Array; /** 4 bytes. */ readonly keyId: Uint8Array };
export type NoteSignature = { readonly name: string; readonly keyId: Uint8Array; /** What follows the key id. */ readonly bytes: Uint8Array; readonly line: string };
export type Note = { /** Ends in a newline. */ readonly text: string; readonly signatures: readonly NoteSignature[] };

const MOST_BYTES = 65_536;
const MOST_SIGNATURES = 64;
/** No space and no plus, as the format says; nor anything a terminal or page would obey, or that has no bytes in UTF-8. */
const NAME = /^[^\s+\p{Z}\p{Cc}\p{Cf}\p{Cs}]{1,255}$/u;

/** First four bytes of SHA-256(name ‖ 0x0A ‖ type ‖ public key). */
export function keyIdOf(sha256: Sha256, name: string, type: SignatureType, publicKey: Uint8Array): Uint8Array {
  const start = utf8.decode(`${name}\n`);
  const bytes = new Uint8Array(start.length + 1 + publicKey.length);
  bytes.set(start);
  bytes[start.length] = SIGNATURE_TYPES[type];
  bytes.set(publicKey, start.length + 1);
  return sha256(bytes).slice(0, 4);
}

export function verifierKey(sha256: Sha256, name: string, type: SignatureType, publicKey: Uint8Array): VerifierKey {
  if (!NAME.test(name)) refuse("record.key.malformed", { zh: "名称为空，或含空格、加号", en: "its name is empty or holds a space or +" });
  if (publicKey.length !== 32) refuse("record.key.malformed", { zh: "Ed25519 公钥为 32 字节", en: "an Ed25519 key has 32 bytes" });
  return { name, type, publicKey, keyId: keyIdOf(sha256, name, type, publicKey) };
}

/** `name+hhhhhhhh+base64(type ‖ key)`: the verifier key in signed-note form. */
export function formatVkey({ name, type, publicKey, keyId }: VerifierKey): string {
  return `${name}+${hex.encode(keyId)}+${base64.encode(Uint8Array.of(SIGNATURE_TYPES[type], ...publicKey))}`;
}

/** Refuses `record.key.malformed`, also when the key id is not the key's. */
export function parseVkey(sha256: Sha256, text: string): VerifierKey {
  const [, name = "", id = "", encoded = ""] = /^([^+\s]+)\+([0-9a-f]{8})\+([A-Za-z0-9+/]+=*)$/.exec(text.trim()) ?? [];
  if (name === "") refuse("record.key.malformed", { zh: "应为“名称+编号+公钥”", en: "name+id+key is expected" });
  const bytes = decoded(encoded) ?? refuse("record.key.malformed", { zh: "公钥不是 base64", en: "the key is not base64" });
  const type = (Object.keys(SIGNATURE_TYPES) as SignatureType[]).find((known) => SIGNATURE_TYPES[known] === bytes[0]);
  if (!type) refuse("record.key.malformed", { zh: `不认识签名类型 ${bytes[0] ?? "（空）"}`, en: `signature type ${bytes[0] ?? "none"} is not known here` });
  const key = verifierKey(sha256, name, type, bytes.slice(1));
  if (hex.encode(key.keyId) !== id) refuse("record.key.malformed", { zh: "编号与公钥不符", en: "the key id belongs to another key" });
  return key;
}

/** Reads the form only; nothing of it is to be believed before `openNote`. Refuses `record.note.malformed`. */
export function parseNote(note: string): Note {
  if (note.length > MOST_BYTES) refuse("record.note.malformed", { zh: "太长", en: "it is too long" });
  if ([...note].some((sign) => sign < " " && sign !== "\n") || !isWhole(note)) refuse("record.note.malformed", { zh: "含控制字符", en: "it holds control characters" });
  const blank = note.lastIndexOf("\n\n");
  if (blank < 0 || !note.endsWith("\n")) refuse("record.note.malformed", { zh: "应有正文、空行和签名行", en: "text, a blank line and signatures are expected" });
  const lines = note.slice(blank + 2, -1).split("\n");
  if (lines.length > MOST_SIGNATURES) refuse("record.note.malformed", { zh: `签名超过 ${MOST_SIGNATURES} 个`, en: `it has more than ${MOST_SIGNATURES} signatures` });
  return { text: note.slice(0, blank + 1), signatures: lines.map(parseSignature) };
}

/** One line `— name base64`. */
export function parseSignature(line: string): NoteSignature {
  const [, name = "", encoded = ""] = /^— (\S+) (\S+)$/.exec(line) ?? [];
  const bytes = decoded(encoded);
  if (!NAME.test(name) || !bytes || bytes.length < 5) refuse("record.note.malformed", { zh: "签名行应为“— 名称 base64”", en: "a signature line is “— name base64”" });
  return { name, keyId: bytes.slice(0, 4), bytes: bytes.slice(4), line };
}

export function formatNote(text: string, signatureLines: readonly string[]): string {
  return `${text}\n${signatureLines.map((line) => `${line}\n`).join("")}`;
}

export function signatureLine(key: Pick<VerifierKey, "name" | "keyId">, signature: Uint8Array): string {
  return `— ${key.name} ${base64.encode(Uint8Array.of(...key.keyId, ...signature))}`;
}

export type OpenedNote = { readonly text: string; readonly signedBy: readonly { readonly key: VerifierKey; /** Cosignatures carry the time. */ readonly at: Date | undefined }[] };

/** Refuses `record.note.forged` when a known key's signature does not fit, `record.note.unsigned` when none is known; unknown ones are passed over. */
export function openNote(given: Crypto, note: Note, keys: readonly VerifierKey[]): OpenedNote {
  const signedBy = note.signatures.flatMap((signature): OpenedNote["signedBy"] => {
    const key = keys.find((known) => known.name === signature.name && sameHash(known.keyId, signature.keyId));
    if (!key) return [];
    if (key.type === "ed25519") {
      if (!given.verifyEd25519(key.publicKey, utf8.decode(note.text), signature.bytes)) refuse("record.note.forged", { name: key.name });
      return [{ key, at: undefined }];
    }
    return [{ key, at: openCosignature(given, key, note.text, signature.bytes) }];
  });
  if (signedBy.length === 0) refuse("record.note.unsigned");
  return { text: note.text, signedBy };
}

/** C2SP tlog-cosignature, Ed25519: eight bytes of POSIX seconds, then the signature. @returns when it was signed */
function openCosignature(given: Crypto, key: VerifierKey, text: string, bytes: Uint8Array): Date {
  if (bytes.length !== 72) refuse("record.note.forged", { name: key.name });
  const seconds = bytes.slice(0, 8).reduce((sum, byte) => sum * 256n + BigInt(byte), 0n);
  if (seconds > 253_402_300_799n) refuse("record.note.forged", { name: key.name });
  if (!given.verifyEd25519(key.publicKey, cosignedMessage(text, seconds), bytes.slice(8))) refuse("record.note.forged", { name: key.name });
  return new Date(Number(seconds) * 1000);
}

/** What a witness signs over a checkpoint's text. @param seconds POSIX */
export function cosignedMessage(text: string, seconds: bigint): Uint8Array {
  return utf8.decode(`cosignature/v1\ntime ${seconds}\n${text}`);
}

/** The bytes of a cosignature: time, then signature. */
export function cosignatureBytes(seconds: bigint, signature: Uint8Array): Uint8Array {
  const time = Array.from({ length: 8 }, (_, i) => Number((seconds >> BigInt(8 * (7 - i))) & 255n));
  return Uint8Array.of(...time, ...signature);
}

/** Standard base64, with padding and no stray bits; undefined for anything else. */
export function decoded(text: string): Uint8Array | undefined {
  try {
    return base64.decode(text);
  } catch {
    return undefined;
  }
}

/** Half a surrogate pair cannot be written in UTF-8. */
const isWhole = (text: string): boolean => !/[\uD800-\uDBFF](?![\uDC00-\uDFFF])|(?<![\uD800-\uDBFF])[\uDC00-\uDFFF]/.test(text);
