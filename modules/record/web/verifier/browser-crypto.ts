import { hashes, verify } from "@noble/ed25519";
import { sha256, sha512 } from "@noble/hashes/sha2.js";
import type { Crypto } from "../../domain/signed-note.ts";

hashes.sha512 = sha512;

/** Hash and signature check in script: WebCrypto has no Ed25519 in most browsers in use, and none at all on a page without HTTPS. */
export const browserCrypto: Crypto = {
  sha256,
  verifyEd25519: (publicKey, message, signature) => {
    if (publicKey.length !== 32 || signature.length !== 64) return false;
    try {
      return verify(signature, message, publicKey, { zip215: false }); // RFC 8032, the strict reading: no second signature for one message
    } catch {
      return false;
    }
  },
};
