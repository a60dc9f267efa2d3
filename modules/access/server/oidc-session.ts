import { z } from "zod";
import type { OutputOf, ParsedInputOf } from "#kernel/contract.ts";
import type { UseCase } from "#platform/module.ts";
import { accessRefusals, type beginOidc, type finishOidc } from "../contract/index.ts";
import { findAccount, findSubject } from "./account.sql.ts";
import { beginSession } from "./begin-session.ts";
import { withinUnit } from "./fence.ts";
import type { LoginAdapter } from "./login-adapter.ts";
import { makeOidcAdapter } from "./oidc-adapter.ts";
import { insertFlow, takeFlow } from "./oidc.sql.ts";
import { subjectHash } from "./oidc-subject.ts";
import { accessParts, type OidcSettings } from "./parts.ts";
import { hashToken } from "./token.ts";

type Of<E> = UseCase<ParsedInputOf<E>, OutputOf<E>>;
const { refuse } = accessRefusals;
const FLOW_MS = 10 * 60_000;
const TABLE = "access.oidc_flow_registry";
const Checks = z.object({ codeVerifier: z.string(), nonce: z.string(), origin: z.string() });

const adapters = new Map<OidcSettings, LoginAdapter>();
function adapter(): LoginAdapter {
  const { oidc } = accessParts();
  if (!oidc) return refuse("access.oidc.not-configured");
  const known = adapters.get(oidc) ?? makeOidcAdapter(oidc);
  adapters.set(oidc, known);
  return known;
}

export const beginOidcUseCase: Of<typeof beginOidc> = async ({ tx, actor, now }) => {
  const { vault } = accessParts();
  const login = adapter();
  const { redirectTo, state, checks } = await login.begin().catch(() => refuse("access.oidc.unreachable"));
  const hash = hashToken(state);
  const record = { table: TABLE, id: hash.toString("hex") };
  const wrappedKey = vault.newRecordKey(record);
  const sealedChecks = vault.seal(wrappedKey, { ...record, column: "checks" }, JSON.stringify({ ...checks, origin: actor.accountId }));
  await insertFlow(tx, hash, { wrappedKey, sealedChecks, expiresAt: new Date(now.getTime() + FLOW_MS) }, now);
  return { redirectTo, state };
};

/** The subject must already belong to an account (two administrators saw to that); nobody is let in by the provider alone. */
export const finishOidcUseCase: Of<typeof finishOidc> = async (context, { code, state, iss }) => {
  const { tx, actor, now } = context;
  const { vault, attempts } = accessParts();
  const login = adapter();
  const hash = hashToken(state);
  const flow = await takeFlow(attempts, hash);
  if (!flow || flow.expiresAt <= now) return refuse("access.oidc.failed");
  const checks = Checks.parse(JSON.parse(vault.open(flow.wrappedKey, { table: TABLE, id: hash.toString("hex"), column: "checks" }, flow.sealedChecks)));
  if (checks.origin !== actor.accountId) return refuse("access.oidc.failed");
  const subject = await login.finish({ code: code.reveal(), state, iss }, checks).catch(() => refuse("access.oidc.failed"));
  if (!subject) return refuse("access.oidc.failed");
  const [found] = await findSubject(tx, subjectHash(subject));
  const account = found && (await withinUnit(context, found.unitCode, () => findAccount(tx, found.unitCode, found.accountId)));
  if (account?.state !== "active") return refuse("access.oidc.no-account");
  return beginSession(context, account);
};
