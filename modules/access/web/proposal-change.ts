import type { Words } from "#ui/call.ts";
import { roleWords, type Account, type Proposal, type Role } from "../contract/index.ts";
import { STATE_WORDS } from "./vocabulary.ts";
import type { proposalsWords } from "./words.ts";

export type ChangeRow = { readonly item: string; readonly before: string; readonly after: string };
type Phrases = typeof proposalsWords.zh;

/** What approving would change, line by line. @param account as it is now */
export function changeRows({ kind, detail }: Proposal, account: Account, t: Phrases, say: (words: Words) => string): ChangeRow[] {
  const roleNames = (roles: readonly Role[]) => roles.map((role) => say(roleWords[role])).join("、") || t.nothing;
  const state = (after: "active" | "disabled"): ChangeRow => ({ item: t.state, before: say(STATE_WORDS[account.state]), after: say(STATE_WORDS[after]) });
  const roles = (after: readonly Role[]): ChangeRow => ({ item: t.roles, before: roleNames(account.roles), after: roleNames(after) });
  const chosen = detail.role ? [detail.role] : [];
  switch (kind) {
    case "create-account":
      return [{ ...state("active"), before: t.accountNone }, roles(detail.roles ?? []), ...(account.kind === "program" ? [] : [{ item: t.password, before: t.nothing, after: t.newOneTime }])];
    case "disable-account":
      return [state("disabled"), { item: t.sessions, before: t.canSignIn, after: t.allEnded }];
    case "enable-account":
      return [state("active")];
    case "reset-password":
      return [{ item: t.password, before: t.ownPassword, after: t.resetSecond }, { item: t.sessions, before: t.canSignIn, after: t.allEnded }];
    case "grant-role":
      return [roles([...account.roles, ...chosen.filter((role) => !account.roles.includes(role))])];
    case "revoke-role":
      return [roles(account.roles.filter((role) => role !== detail.role))];
    case "issue-token":
      return [{ item: t.token, before: t.unchanged, after: t.tokenFor(detail.label ?? "", detail.days ?? 0) }];
    case "link-subject":
      return [{ item: t.subject, before: t.unchanged, after: t.linked }];
  }
}
