import { accessParts } from "./parts.ts";

/** Keyed hash of the identity provider's subject; bound to the issuer, since subjects of two issuers may be equal. */
export function subjectHash(subject: string): Buffer {
  const { vault, oidc } = accessParts();
  return vault.blindIndex("access.subject_registry", oidc?.issuer ?? "", subject);
}
