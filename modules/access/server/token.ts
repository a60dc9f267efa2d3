import { hash, randomBytes, randomInt } from "node:crypto";

/** 256 bits of chance. Session tokens carry no prefix; program tokens are recognisable to secret scanners. */
export const newToken = (kind: "session" | "program"): string => `${kind === "program" ? "qyp_" : ""}${randomBytes(32).toString("base64url")}`;

/** Only this is stored; 256 bits of chance need no slow hash. */
export const hashToken = (token: string): Buffer => hash("sha256", token, "buffer");

const LETTERS = "ABCDEFGHJKMNPQRSTUVWXYZabcdefghjkmnpqrstuvwxyz23456789";

/** Sixteen signs in fours, none that looks like another: about 92 bits. */
export function newOneTimePassword(): string {
  return Array.from({ length: 4 }, () => letters(4)).join("-");
}

/** Ten signs: about 57 bits, tried no faster than the lockout allows. */
export const newRecoveryCode = (): string => `${letters(5)}-${letters(5)}`;

const letters = (count: number): string => Array.from({ length: count }, () => LETTERS.charAt(randomInt(LETTERS.length))).join("");
