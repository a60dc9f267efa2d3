import { hash, randomBytes, randomInt } from "node:crypto";

/** 256 bits of chance. */
export const newSessionToken = (): string => randomBytes(32).toString("base64url");

/** A program's token is its two halves in a row, 128 bits of chance each; the prefix is recognisable to secret scanners. */
export const newHalfToken = (half: "first" | "second"): string => `${half === "first" ? "qyp_" : ""}${randomBytes(16).toString("base64url")}`;

/** Only this is stored; 256 bits of chance need no slow hash. */
export const hashToken = (token: string): Buffer => hash("sha256", token, "buffer");

const LETTERS = "ABCDEFGHJKMNPQRSTUVWXYZabcdefghjkmnpqrstuvwxyz23456789";

/** Sixteen signs in fours, none that looks like another: about 92 bits. */
export function newOneTimePassword(): string {
  return `${newHalfPassword("first")}${newHalfPassword("second")}`;
}

/** The two in a row are a one-time password. */
export const newHalfPassword = (half: "first" | "second"): string => `${letters(4)}-${letters(4)}${half === "first" ? "-" : ""}`;

/** Ten signs: about 57 bits, tried no faster than the lockout allows. */
export const newRecoveryCode = (): string => `${letters(5)}-${letters(5)}`;

const letters = (count: number): string => Array.from({ length: count }, () => LETTERS.charAt(randomInt(LETTERS.length))).join("");
