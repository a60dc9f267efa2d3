import { handle, handleGrouped, type Handler } from "#platform/module.ts";
import { fileDeclaration } from "../../contract/declaration.api.ts";
import { commitImport, getImport, getImportErrors, getTemplate, listImports, stageImport, undoImport } from "../../contract/import.api.ts";
import { beginCommit } from "./commit-import.ts";
import { fileMany, unitsAhead } from "./file-declaration.ts";
import { readErrors, readImport, readImports, readTemplate } from "./read-imports.ts";
import { checkFile } from "./stage-import.ts";
import { undoWhole } from "./undo-import.ts";

export const importHandlers: readonly Handler[] = [
  handle(stageImport, checkFile),
  handle(commitImport, beginCommit),
  handle(undoImport, undoWhole),
  handle(getImport, readImport),
  handle(listImports, readImports),
  handle(getImportErrors, readErrors),
  handle(getTemplate, readTemplate),
];

export const fileHandlers: readonly Handler[] = [handleGrouped(fileDeclaration, fileMany, unitsAhead)];
