import type { UseCaseContext } from "#platform/module.ts";
import type { SessionAccount, SignedIn } from "../contract/index.ts";
import { maskName } from "../domain/mask.ts";
import { SESSION } from "../domain/session-life.ts";
import type { AccountRow } from "./account.sql.ts";
import { actorCache } from "./actor-cache.ts";
import { actorOf } from "./actors.ts";
import { withinUnit } from "./fence.ts";
import { onceOnly } from "./once-only.ts";
import { accessParts } from "./parts.ts";
import { endSession, insertSession, insertToken, tidyTokens } from "./session.sql.ts";
import { hashToken, newSessionToken } from "./token.ts";

/** Every way of signing in ends here: a new token each time, and the session it replaces is over. */
export async function beginSession(context: UseCaseContext, account: AccountRow): Promise<SignedIn> {
  const { tx, actor, now, newId } = context;
  if (actor.sessionId) {
    await endSession(tx, actor.unitCode, actor.accountId, actor.sessionId, now, "replaced");
    actorCache.doubt(actor.accountId, now.getTime());
  }
  const id = newId();
  const token = newSessionToken();
  await tidyTokens(tx, now);
  await insertToken(tx, hashToken(token), { kind: "session", unitCode: account.unitCode, holderId: id }, new Date(now.getTime() + SESSION.absoluteMs));
  await withinUnit(context, account.unitCode, () => insertSession(tx, account.unitCode, id, account.id, now));
  const shown = sessionAccountOf(account, id);
  return { account: { ...shown, name: maskName(shown.name) }, onceId: onceOnly.put(token) }; // this answer is stored for replays, and a name stands sealed or not at all
}

export function sessionAccountOf(account: AccountRow, sessionId: string): SessionAccount {
  const actor = actorOf(account, { sessionId });
  return {
    id: account.id,
    login: account.login,
    name: actor.name,
    kind: account.kind,
    unitCode: account.unitCode,
    unitName: accessParts().unitName(account.unitCode),
    department: account.department,
    roles: account.roles,
    permissions: [...actor.permissions].toSorted(),
    scope: actor.scope,
    enterpriseUscc: account.enterpriseUscc,
    mustChangePassword: account.mustChangePassword,
    secondFactor: account.hasSecondFactor,
    demo: account.demo,
  };
}
