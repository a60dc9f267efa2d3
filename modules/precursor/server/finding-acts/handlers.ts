import { handle, type Handler } from "#platform/module.ts";
import { assignFinding, closeFinding, noteFinding, reopenFinding } from "../../contract/finding.api.ts";
import { assignToMe } from "./assign-finding.ts";
import { closeWithEvidence } from "./close-finding.ts";
import { noteWhatWasFound } from "./note-finding.ts";
import { reopenClosed } from "./reopen-finding.ts";

export const findingActHandlers: Handler[] = [handle(assignFinding, assignToMe), handle(noteFinding, noteWhatWasFound), handle(closeFinding, closeWithEvidence), handle(reopenFinding, reopenClosed)];
