import type { ReactNode } from "react";
import { AccountContext } from "#ui/frame/account.ts";
import { answered, offline, refusedAs, waiting, type Gallery } from "#ui/gallery.tsx";
import { confirmSecondFactor, enrolSecondFactor, getAccount, getCurrentSession, listAccounts, listBreakGlass, listOwnBreakGlass, listProgramTokens, listProposals, listSessions, openBreakGlass, type Account, type BreakGlass, type OwnBreakGlass, type Proposal, type Role, type SessionAccount } from "../contract/index.ts";
import { permissionsOf } from "../domain/roles.ts";
import { accountKey } from "./AccountPanel.tsx";
import AccountsScreen from "./AccountsScreen.tsx";
import BreakGlassReviewScreen from "./BreakGlassReviewScreen.tsx";
import BreakGlassScreen from "./BreakGlassScreen.tsx";
import MyAccountScreen from "./MyAccountScreen.tsx";
import { ProposeDialog } from "./ProposeDialog.tsx";
import ProposalsScreen from "./ProposalsScreen.tsx";
import { RecoveryCodes } from "./RecoveryCodes.tsx";
import TokensScreen from "./TokensScreen.tsx";
import { ToldOnce } from "./ToldOnce.tsx";

const id = (n: number) => `01930000-0000-7000-8000-${String(n).padStart(12, "0")}`;
const at = (day: number, hour = 1) => `2026-11-${String(day).padStart(2, "0")}T${String(hour).padStart(2, "0")}:20:00Z`;
const account = (n: number, login: string, role: Role, change: Partial<Account> = {}): Account => ({ id: id(n), unitCode: "500102", unitName: "涪陵区", login, kind: "official", department: "drug-control", enterpriseUscc: null, state: "active", nameMasked: "演**", phoneMasked: "138****0000", identityMasked: "5001**********0000", roles: [role], secondFactor: n % 2 === 0, mustChangePassword: false, createdAt: at(1), lastSeenAt: n % 3 === 0 ? null : at(20, n % 10), demo: true, ...change });
const city = { unitCode: "500000", unitName: "重庆市" };
const program = account(8, "fuling-chengxu", "program", { kind: "program", phoneMasked: null, identityMasked: null });
const accounts = [
  account(1, "xitong", "system-admin", { ...city, department: "system" }),
  account(2, "anquan", "security-admin", { ...city, department: "system" }),
  account(3, "shenji", "audit-admin", { ...city, department: "system" }),
  account(4, "fuling-jinduban", "district-officer"),
  account(5, "fuling-gongan", "police-officer", { department: "public-security", state: "disabled" }),
  account(6, "fuling-xinren", "district-officer", { state: "proposed", roles: [] }),
  account(7, "qiye-guanli", "enterprise-clerk", { kind: "enterprise", department: "enterprise", enterpriseUscc: "91500102DEM000001W" }),
  program,
];
const proposal = (n: number, kind: Proposal["kind"], state: Proposal["state"], detail: Proposal["detail"] = {}): Proposal => ({ id: id(100 + n), unitCode: "500102", unitName: "涪陵区", kind, accountId: id(4), accountLogin: "fuling-jinduban", detail, reason: "到岗，负责本区易制毒化学品管理（演示）", proposedBy: "anquan", proposedAt: at(18 + n), expiresAt: at(25 + (n % 4)), state, decidedBy: state === "approved" || state === "refused" ? "shenji" : null, decidedAt: state === "approved" || state === "refused" ? at(21) : null, decisionReason: state === "approved" ? "已核实，符合岗位需要" : state === "refused" ? "理由不充分" : null, can: { decide: state === "pending" } });
const pending = [proposal(1, "grant-role", "pending", { role: "city-officer" }), proposal(2, "reset-password", "pending"), proposal(3, "issue-token", "pending", { label: "每日取数（演示）", permissions: ["precursor.read", "duty.read"], days: 90 })];
const history = [proposal(4, "create-account", "approved", { roles: ["district-officer"] }), proposal(5, "revoke-role", "refused", { role: "district-officer" }), proposal(6, "disable-account", "expired")];
const emergency = (n: number, review: BreakGlass["review"], due = "2027-12-01T15:59:59Z"): BreakGlass => ({ id: id(200 + n), unitCode: "500102", accountId: id(4), reason: n === 1 ? "danger-to-life" : "urgent-case", words: "演示：现场处置需要立即核对库存去向。", caseNo: `演示-2026-${n}`, openedAt: at(20), endsAt: at(20, 2), reviewDueAt: due, reviewCalendarKnown: due < "2027", review });
const emergencies = [emergency(1, null), emergency(2, null, at(19)), emergency(3, { by: id(3), at: at(21), justified: true, words: "与处置记录相符（演示）" })];
const inMinutes = (minutes: number) => new Date(Date.now() + minutes * 60_000).toISOString();
const own = (n: number, review: OwnBreakGlass["review"] = null, change: Partial<OwnBreakGlass> = {}): OwnBreakGlass => {
  const { accountId: _, ...window } = emergency(n, null);
  return { ...window, openedAt: at(22 - n), endsAt: at(22 - n, 2), reviewDueAt: at(25 - n, 15), review, ...change };
};
const ownOpen = own(1, null, { openedAt: inMinutes(-18), endsAt: inMinutes(42), reviewDueAt: inMinutes(4_000) });
const ownMany = [ownOpen, own(2, null, { reviewDueAt: inMinutes(2_000) }), own(3, null, { reviewDueAt: at(19) }), own(4, { byMasked: "演**", at: at(21), justified: true, words: "与处置记录相符（演示）" }), own(5, { byMasked: "演**", at: at(21), justified: false, words: "当时可走正常授权，不属紧急（演示）" })];
const ownListed = (...rows: OwnBreakGlass[]) => answered(listOwnBreakGlass, { rows, next: null });

const me: SessionAccount = { id: id(4), login: "fuling-jinduban", name: "演示·涪陵禁毒办", kind: "official", unitCode: "500102", unitName: "涪陵区", department: "drug-control", roles: ["district-officer"], permissions: [], scope: "unit", enterpriseUscc: null, mustChangePassword: false, secondFactor: false, demo: true };
const sessions = answered(listSessions, { rows: [{ id: id(301), openedAt: at(22), lastSeenAt: at(22, 3), endsAt: at(22, 13), current: true }, { id: id(302), openedAt: at(22, 0), lastSeenAt: at(22, 1), endsAt: at(22, 12), current: false }] });
const mine = (change: Partial<SessionAccount>) => answered(getCurrentSession, { account: { ...me, ...change } });

const ROLE_IDS: Partial<Record<Role, number>> = { "system-admin": 1, "security-admin": 2, "audit-admin": 3 };
/** The screen as this role sees it: the gallery's own account holds no administrator's role. */
const as = (role: Role, screen: ReactNode) => () => <AccountContext value={{ id: id(ROLE_IDS[role] ?? 4), name: "演示账号", ...city, department: "system", roles: [role], permissions: [...permissionsOf([role])], scope: "city", demo: true }}>{screen}</AccountContext>;
const breakGlass = as("police-officer", <BreakGlassScreen />);
const open = (n: number) => accounts.flatMap((each) => (each.id === id(n) ? [`/access/accounts?open=${accountKey(each)}`] : []))[0] ?? "/access/accounts";
const one = (n: number) => accounts.filter((each) => each.id === id(n)).map((each) => answered(getAccount, each));
const listed = answered(listAccounts, { rows: accounts, next: null });
const noRight = { zh: "没有可供查看的内容。", en: "Nothing here for you to see." };

export const gallery: Gallery = {
  title: { zh: "账号与授权", en: "Access" },
  states: {
    "my-account": { at: "/account", render: () => <MyAccountScreen />, answers: [mine({}), sessions, answered(enrolSecondFactor, { onceId: "x", onceOnly: { otpauthUri: "otpauth://totp/%E6%B8%85%E6%B8%9D:demo?issuer=Qingyu&secret=JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP&algorithm=SHA1&digits=6&period=30", secret: "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP" } }), answered(confirmSecondFactor, { onceId: "y", onceOnly: { recoveryCodes: ["abcd-efgh-0001", "abcd-efgh-0002"] } })] },
    "my-account-protected": { at: "/account", render: () => <MyAccountScreen />, answers: [mine({ secondFactor: true }), sessions] },
    "my-account-offline": { at: "/account", render: () => <MyAccountScreen />, answers: [{ endpoint: getCurrentSession, answer: offline }] },
    "recovery-codes": { frame: "bare", render: () => <div className="stack" style={{ padding: 24, maxWidth: 620 }}><RecoveryCodes login="fuling-jinduban" codes={Array.from({ length: 8 }, (_, i) => `DEMO-CODE-${1000 + i}`)} onKept={() => undefined} /></div> },
    "accounts-many": { at: "/access/accounts", render: as("system-admin", <AccountsScreen />), answers: [listed] },
    "accounts-open": { at: open(4), render: as("security-admin", <AccountsScreen />), answers: [listed, ...one(4)] },
    "accounts-program": { at: open(8), render: as("system-admin", <AccountsScreen />), answers: [listed, ...one(8)] },
    "accounts-empty": { at: "/access/accounts", render: as("system-admin", <AccountsScreen />), answers: [answered(listAccounts, { rows: [], next: null })] },
    "accounts-no-right": { at: "/access/accounts", render: as("audit-admin", <AccountsScreen />), answers: [refusedAs(listAccounts, 404, noRight)] },
    "accounts-offline": { at: "/access/accounts", render: as("system-admin", <AccountsScreen />), answers: [{ endpoint: listAccounts, answer: offline }] },
    "new-account": { at: "/access/accounts?propose=create-account", render: as("system-admin", <AccountsScreen />), answers: [listed] },
    "propose-role": { at: "/access/accounts", render: as("security-admin", <ProposeDialog kind="grant-role" onClose={() => undefined} account={account(4, "fuling-jinduban", "district-officer")} />) },
    "propose-token": { at: "/access/tokens", render: as("security-admin", <ProposeDialog kind="issue-token" onClose={() => undefined} account={program} />) },
    "proposals-pending": { at: `/access/proposals?open=${id(101)}`, render: as("audit-admin", <ProposalsScreen />), answers: [answered(listProposals, { rows: pending, next: null }), ...one(4)] },
    "proposals-waiting-for-other": { at: `/access/proposals?open=${id(102)}`, render: as("security-admin", <ProposalsScreen />), answers: [answered(listProposals, { rows: pending.map((each) => ({ ...each, can: { decide: false } })), next: null }), ...one(4)] },
    "proposals-history": { at: `/access/proposals?state=all&open=${id(104)}`, render: as("audit-admin", <ProposalsScreen />), answers: [answered(listProposals, { rows: [...pending, ...history], next: null }), ...one(4)] },
    "proposals-empty": { at: "/access/proposals", render: as("security-admin", <ProposalsScreen />), answers: [answered(listProposals, { rows: [], next: null })] },
    "told-once": { at: "/access/proposals", render: () => <ToldOnce told={{ kind: "password", half: "second", login: "fuling-xinren", text: "demo-only-not-a-password" }} onClose={() => undefined} /> },
    "tokens-many": { at: "/access/tokens", render: as("system-admin", <TokensScreen />), answers: [listed, answered(listProgramTokens, { rows: [{ id: id(401), unitCode: "500102", accountId: id(8), label: "每日取数（演示）", permissions: ["precursor.read", "duty.read"], issuedAt: at(2), expiresAt: "2027-11-02T01:20:00Z", revokedAt: null }, { id: id(402), unitCode: "500102", accountId: id(8), label: "试用（演示）", permissions: ["precursor.read"], issuedAt: at(1), expiresAt: "2027-11-02T01:20:00Z", revokedAt: at(3) }] })] },
    "tokens-empty": { at: "/access/tokens", render: as("security-admin", <TokensScreen />), answers: [answered(listAccounts, { rows: [], next: null })] },
    "tokens-loading": { at: "/access/tokens", render: as("security-admin", <TokensScreen />), answers: [{ endpoint: listAccounts, answer: waiting }] },
    "emergency-empty": { at: "/access/break-glass", render: breakGlass, answers: [ownListed(), answered(openBreakGlass, emergency(1, null))] },
    "emergency-one": { at: "/access/break-glass", render: breakGlass, answers: [ownListed(own(4, { byMasked: "演**", at: at(21), justified: true, words: "与处置记录相符（演示）" }))] },
    "emergency-many": { at: "/access/break-glass", render: breakGlass, answers: [ownListed(...ownMany)] },
    "emergency-ended": { at: `/access/break-glass?open=${id(205)}`, render: breakGlass, answers: [ownListed(...ownMany.slice(1))] },
    "emergency-refused": { at: "/access/break-glass", render: breakGlass, answers: [ownListed(own(3, null, { reviewDueAt: at(19) })), refusedAs(openBreakGlass, 409, { zh: "上一次紧急访问逾期未审查，不能再次开启。", en: "An earlier emergency access is overdue for review." })] },
    "emergency-no-right": { at: "/access/break-glass", render: breakGlass, answers: [refusedAs(listOwnBreakGlass, 404, noRight)] },
    "emergency-offline": { at: "/access/break-glass", render: breakGlass, answers: [{ endpoint: listOwnBreakGlass, answer: offline }] },
    "emergency-review": { at: `/access/break-glass/review?open=${id(201)}`, render: as("audit-admin", <BreakGlassReviewScreen />), answers: [answered(listBreakGlass, { rows: emergencies, next: null }), ...one(4)] },
    "emergency-review-empty": { at: "/access/break-glass/review", render: as("audit-admin", <BreakGlassReviewScreen />), answers: [answered(listBreakGlass, { rows: [], next: null })] },
  },
};
