import { handle, type Module } from "#platform/module.ts";
import * as contract from "../contract/index.ts";
import { getAccountUseCase, killAccountSessionsUseCase, listAccountsUseCase, revealAccountUseCase } from "./accounts.ts";
import { listBreakGlassUseCase, listOwnBreakGlassUseCase, openBreakGlassUseCase, reviewBreakGlassUseCase } from "./break-glass.ts";
import { signInWaysUseCase } from "./demo-accounts.ts";
import { beginOidcUseCase, finishOidcUseCase } from "./oidc-session.ts";
import { openSessionUseCase } from "./open-session.ts";
import { confirmSecondFactorUseCase, disableSecondFactorUseCase, enrolSecondFactorUseCase } from "./own-second-factor.ts";
import { changePasswordUseCase, closeSessionUseCase, currentSessionUseCase, killSessionUseCase, listSessionsUseCase } from "./own-sessions.ts";
import { listProgramTokensUseCase, revokeProgramTokenUseCase } from "./program-tokens.ts";
import { approveProposalUseCase, listProposalsUseCase, proposeChangeUseCase, refuseProposalUseCase } from "./proposals.ts";

export const accessModule: Module = {
  name: "access",
  refusals: contract.accessRefusals.words,
  handlers: [
    handle(contract.getSignInWays, signInWaysUseCase),
    handle(contract.openSession, openSessionUseCase),
    handle(contract.getCurrentSession, currentSessionUseCase),
    handle(contract.closeSession, closeSessionUseCase),
    handle(contract.listSessions, listSessionsUseCase),
    handle(contract.killSession, killSessionUseCase),
    handle(contract.changePassword, changePasswordUseCase),
    handle(contract.enrolSecondFactor, enrolSecondFactorUseCase),
    handle(contract.confirmSecondFactor, confirmSecondFactorUseCase),
    handle(contract.disableSecondFactor, disableSecondFactorUseCase),
    handle(contract.beginOidc, beginOidcUseCase),
    handle(contract.finishOidc, finishOidcUseCase),
    handle(contract.listAccounts, listAccountsUseCase),
    handle(contract.getAccount, getAccountUseCase),
    handle(contract.revealAccount, revealAccountUseCase),
    handle(contract.killAccountSessions, killAccountSessionsUseCase),
    handle(contract.listProposals, listProposalsUseCase),
    handle(contract.proposeChange, proposeChangeUseCase),
    handle(contract.approveProposal, approveProposalUseCase),
    handle(contract.refuseProposal, refuseProposalUseCase),
    handle(contract.listProgramTokens, listProgramTokensUseCase),
    handle(contract.revokeProgramToken, revokeProgramTokenUseCase),
    handle(contract.openBreakGlass, openBreakGlassUseCase),
    handle(contract.reviewBreakGlass, reviewBreakGlassUseCase),
    handle(contract.listBreakGlass, listBreakGlassUseCase),
    handle(contract.listOwnBreakGlass, listOwnBreakGlassUseCase),
  ],
  acts: {
    "access.bootstrap": { zh: "建立首批管理员", en: "First administrators" },
    "access.demo-accounts": { zh: "建立演示账号", en: "Demonstration accounts" },
  },
};
