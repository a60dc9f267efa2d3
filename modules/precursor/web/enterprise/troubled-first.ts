import type { InputOf } from "#kernel/contract.ts";
import { useList, type ListView } from "#ui/use-view.ts";
import { listEnterprises, type EnterpriseRow } from "../../contract/index.ts";

type Question = Omit<InputOf<typeof listEnterprises>, "after">;

/** Enterprises with open findings, page after page, and then those without, as one list. */
export function useTroubledFirst(question: Question): ListView<EnterpriseRow> {
  const isOne = question.troubled !== undefined;
  const troubled = useList(listEnterprises, { ...question, troubled: question.troubled ?? "true" });
  const isFirstDone = !isOne && !troubled.isLoading && !troubled.hasMore && troubled.problem === null;
  const rest = useList(listEnterprises, { ...question, troubled: "false" }, { enabled: isFirstDone });
  if (isOne) return troubled;
  return {
    rows: isFirstDone ? [...troubled.rows, ...rest.rows] : troubled.rows,
    isLoading: troubled.isLoading || (isFirstDone && rest.isLoading),
    isLoadingMore: troubled.isLoadingMore || rest.isLoadingMore,
    hasMore: troubled.hasMore || (isFirstDone && rest.hasMore),
    problem: troubled.problem ?? (isFirstDone ? rest.problem : null),
    loadMore: () => (troubled.hasMore ? troubled.loadMore() : rest.loadMore()),
    retry: () => (troubled.problem ? troubled.retry() : rest.retry()),
  };
}
