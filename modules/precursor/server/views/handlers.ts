import { handle, type Handler } from "#platform/module.ts";
import { exportBalance, exportTrace, getBalance, getBoundaryChange, getOverview, getTrace, getWork } from "../../contract/balance.api.ts";
import { exportDeclarations, exportStatement, getDeclaration, getStatement, listDeclarations } from "../../contract/declaration.api.ts";
import { exportFindings, getFinding, getFindingFile, listFindings } from "../../contract/finding.api.ts";
import { exportEnterprises, exportPermits, getEnterprise, listCatalogue, listEnterprises, listPermits } from "../../contract/register.api.ts";
import { exportBalanceTable } from "./export-balance.ts";
import { exportDeclarationList, exportEnterpriseList, exportFindingList, exportPermitList } from "./export-lists.ts";
import { exportStatementBook } from "./export-statement.ts";
import { exportTraceBook } from "./export-trace.ts";
import { readBalance } from "./get-balance.ts";
import { readBoundaryChange } from "./get-boundary-change.ts";
import { readDeclaration } from "./get-declaration.ts";
import { readFinding } from "./get-finding.ts";
import { readFindingFile } from "./get-finding-file.ts";
import { readOverview } from "./get-overview.ts";
import { readStatement } from "./get-statement.ts";
import { readTrace } from "./get-trace.ts";
import { readWork } from "./get-work.ts";
import { readCatalogue } from "./list-catalogue.ts";
import { readDeclarations } from "./list-declarations.ts";
import { readEnterprise, readEnterprises } from "./list-enterprises.ts";
import { readFindings } from "./list-findings.ts";
import { readPermits } from "./list-permits.ts";

/** Everything this room answers without changing anything. */
export const viewHandlers: Handler[] = [
  handle(listCatalogue, readCatalogue),
  handle(listEnterprises, readEnterprises),
  handle(exportEnterprises, exportEnterpriseList),
  handle(getEnterprise, readEnterprise),
  handle(listPermits, readPermits),
  handle(exportPermits, exportPermitList),
  handle(listDeclarations, readDeclarations),
  handle(exportDeclarations, exportDeclarationList),
  handle(getDeclaration, readDeclaration),
  handle(getStatement, readStatement),
  handle(exportStatement, exportStatementBook),
  handle(listFindings, readFindings),
  handle(exportFindings, exportFindingList),
  handle(getFinding, readFinding),
  handle(getFindingFile, readFindingFile),
  handle(getBalance, readBalance),
  handle(getBoundaryChange, readBoundaryChange),
  handle(exportBalance, exportBalanceTable),
  handle(getOverview, readOverview),
  handle(getWork, readWork),
  handle(getTrace, readTrace),
  handle(exportTrace, exportTraceBook),
];
