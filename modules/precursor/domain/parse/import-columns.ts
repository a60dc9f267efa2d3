import type { ImportKind } from "../../contract/import.api.ts";
import { DECLARATION_COLUMNS } from "./declaration-columns.ts";
import { ENTERPRISE_COLUMNS } from "./enterprise-row.ts";
import { NORM_COLUMNS } from "./norm-row.ts";
import { PERMIT_COLUMNS } from "./permit-row.ts";
import type { TableColumn } from "./table-columns.ts";

/** The columns of the four precursor files, for templates, guides and help. */
export const IMPORT_COLUMNS: Readonly<Record<ImportKind, readonly TableColumn[]>> = {
  enterprises: ENTERPRISE_COLUMNS,
  permits: PERMIT_COLUMNS,
  norms: NORM_COLUMNS,
  declarations: DECLARATION_COLUMNS,
};
