import { hash, verify } from "@node-rs/argon2";
import type { Secret } from "../contract/index.ts";

/** Argon2id is the library's default; memory and passes after OWASP's smallest recommendation, about 30 ms here. */
const COST = { memoryCost: 19_456, timeCost: 2, parallelism: 1 } as const;

/** Asked when there is no such account or no password, so that both answers take the same time. */
const NOBODY = "$argon2id$v=19$m=19456,t=2,p=1$cWluZ3l1LW5vYm9keS1zYWx0$AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA";

export const hashPassword = (password: string): Promise<string> => hash(password.normalize("NFKC"), COST);

export async function isPassword(stored: string | null | undefined, given: Secret): Promise<boolean> {
  const right = await verify(stored ?? NOBODY, given.reveal().normalize("NFKC"));
  return right && stored !== null && stored !== undefined;
}
