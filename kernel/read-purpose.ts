/** Why somebody reads what is otherwise closed; stands on the record with every look at a person's record. */
export const READ_PURPOSES = ["own-duty", "case-handling", "supervision", "statutory-query", "data-subject-request", "audit", "maintenance"] as const;
export type ReadPurpose = (typeof READ_PURPOSES)[number];

export const READ_PURPOSE_WORDS: { readonly [P in ReadPurpose]: { readonly zh: string; readonly en: string } } = {
  "own-duty": { zh: "办理本人负责的事项", en: "Own duty" },
  "case-handling": { zh: "案件办理", en: "Case handling" },
  supervision: { zh: "监督检查", en: "Supervision" },
  "statutory-query": { zh: "依法查询", en: "Query under statute" },
  "data-subject-request": { zh: "应当事人请求", en: "At the person's own request" },
  audit: { zh: "审计", en: "Audit" },
  maintenance: { zh: "账号与系统维护", en: "Maintenance" },
};
