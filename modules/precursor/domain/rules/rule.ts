import type { Citation, EvidenceGrade, FindingKind, FindingRule, FindingSeverity } from "../../contract/finding.ts";
import type { SubstanceClass } from "../../contract/substance.ts";

/** 易制毒化学品管理条例, State Council Decree 445, as revised 2018-09-18: articles read in full text. */
export const regulation = (articlesZh: string, articlesEn: string): Citation => ({
  zh: `《易制毒化学品管理条例》（2018年修订）${articlesZh}`,
  en: `Regulation on the Administration of Precursor Chemicals (rev. 2018), ${articlesEn}`,
  grade: "L",
  verified: true,
});

export const cite = (zh: string, en: string, grade: EvidenceGrade): Citation => ({ zh, en, grade, verified: grade !== "R" && grade !== "house" });

export const defineRule = (code: FindingKind, version: string, citation: Citation): FindingRule => ({ code, version, citation });

/** Class 1 weighs one step more. */
export const severityFor = (base: FindingSeverity, substanceClass: SubstanceClass): FindingSeverity =>
  substanceClass !== 1 ? base : base === "info" ? "low" : base === "low" ? "medium" : "high";
