import type { OutputOf, ParsedInputOf } from "#kernel/contract.ts";
import type { UseCase } from "#platform/module.ts";
import { accessRefusals, type changePassword, type closeSession, type getCurrentSession, type killSession, type listSessions } from "../contract/index.ts";
import { checkPassword } from "../domain/password.ts";
import { isSessionAlive, SESSION, sessionEnds } from "../domain/session-life.ts";
import { setPassword } from "./account.sql.ts";
import { actorCache } from "./actor-cache.ts";
import { sessionAccountOf } from "./begin-session.ts";
import { accessParts } from "./parts.ts";
import { confirmPassword, getOwnAccount } from "./own-account.ts";
import { hashPassword } from "./password-hash.ts";
import { endSession, endSessions, listOpenSessions } from "./session.sql.ts";

type Of<E> = UseCase<ParsedInputOf<E>, OutputOf<E>>;

export const currentSessionUseCase: Of<typeof getCurrentSession> = async (context) => {
  const { actor } = context;
  if (actor.kind === "operator" || actor.kind === "system") {
    const { accountId: id, name, kind, unitCode, department, scope } = actor;
    return { account: { id, login: id, name, kind, unitCode, unitName: accessParts().unitName(unitCode), department, roles: [], permissions: [...actor.permissions].toSorted(), scope, enterpriseUscc: null, mustChangePassword: false, secondFactor: false, demo: false } };
  }
  const account = sessionAccountOf(await getOwnAccount(context), actor.sessionId ?? "");
  return { account: { ...account, permissions: [...actor.permissions].toSorted() } };
};

export const closeSessionUseCase: Of<typeof closeSession> = async ({ tx, actor, now }) => {
  if (!actor.sessionId) return { closed: false };
  const ended = await endSession(tx, actor.unitCode, actor.accountId, actor.sessionId, now, "closed");
  actorCache.doubt(actor.accountId, now.getTime());
  return { closed: ended === 1 };
};

export const listSessionsUseCase: Of<typeof listSessions> = async ({ tx, actor, now }) => {
  const open = await listOpenSessions(tx, actor.unitCode, actor.accountId, new Date(now.getTime() - SESSION.absoluteMs));
  const rows = open
    .filter((session) => isSessionAlive(session, now))
    .map((session) => ({ id: session.id, openedAt: session.openedAt.toISOString(), lastSeenAt: session.lastSeenAt.toISOString(), endsAt: sessionEnds(session).toISOString(), current: session.id === actor.sessionId }));
  return { rows };
};

/** Somebody else's session answers like one that does not exist. */
export const killSessionUseCase: Of<typeof killSession> = async ({ tx, actor, now }, { id }) => {
  const killed = await endSession(tx, actor.unitCode, actor.accountId, id, now, "killed");
  if (killed === 0) accessRefusals.refuse("access.session.unknown");
  actorCache.doubt(actor.accountId, now.getTime());
  return { killed };
};

export const changePasswordUseCase: Of<typeof changePassword> = async (context, { current, next }) => {
  const { tx, actor, now } = context;
  const account = await confirmPassword(context, current);
  const password = next.reveal();
  checkPassword(password, account.login);
  if (password === current.reveal()) accessRefusals.refuse("access.password.same");
  await setPassword(tx, account.unitCode, account.id, await hashPassword(password), false, now);
  const killed = await endSessions(tx, account.unitCode, account.id, now, "password", actor.sessionId ?? null);
  actorCache.doubt(account.id, now.getTime());
  return { killed };
};
