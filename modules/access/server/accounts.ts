import type { OutputOf, ParsedInputOf } from "#kernel/contract.ts";
import type { UseCase } from "#platform/module.ts";
import { accessRefusals, type getAccount, type killAccountSessions, type listAccounts, type revealAccount } from "../contract/index.ts";
import { findAccount, insertReveal, listAccountRows } from "./account.sql.ts";
import { actorCache } from "./actor-cache.ts";
import { onceOnly } from "./once-only.ts";
import { maskedAccount, openPersonal, phoneIndex } from "./personal.ts";
import { pageAfter, pageOfRows } from "./page.ts";
import { endSessions } from "./session.sql.ts";

type Of<E> = UseCase<ParsedInputOf<E>, OutputOf<E>>;

export const listAccountsUseCase: Of<typeof listAccounts> = async ({ tx }, { unit, state, login, phone, after, limit }) => {
  const rows = await listAccountRows(tx, { unit, state, login, phoneIndex: phone === undefined ? undefined : phoneIndex(phone), ...pageAfter(after), limit: limit + 1 });
  return pageOfRows(rows, limit, maskedAccount);
};

export const getAccountUseCase: Of<typeof getAccount> = async ({ tx }, { unit, id }) => maskedAccount((await findAccount(tx, unit, id)) ?? accessRefusals.refuse("access.account.unknown"));

export const revealAccountUseCase: Of<typeof revealAccount> = async ({ tx, actor, now, newId, readOf }, { unit, id, fields, purpose, reason }) => {
  const account = await findAccount(tx, unit, id);
  if (!account || account.state === "refused") return accessRefusals.refuse("access.account.unknown");
  const revealId = newId();
  await insertReveal(tx, { unitCode: unit, id: revealId, accountId: id, fields, reason, revealedBy: actor.accountId, at: now });
  readOf({ subjects: [{ kind: "account", id, unitCode: unit }], purpose, fields });
  return { revealId, onceId: onceOnly.put(Object.fromEntries(fields.map((field) => [field, openPersonal(account, field)]))), onceOnly: null };
};

export const killAccountSessionsUseCase: Of<typeof killAccountSessions> = async ({ tx, now }, { unit, id }) => {
  if (!(await findAccount(tx, unit, id))) accessRefusals.refuse("access.account.unknown");
  const killed = await endSessions(tx, unit, id, now, "killed");
  actorCache.doubt(id, now.getTime());
  return { killed };
};
