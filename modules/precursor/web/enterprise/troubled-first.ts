import type { InputOf } from "#kernel/contract.ts";
import { useList, type AskedList, type ListView } from "#ui/use-view.ts";
import { listEnterprises, type EnterpriseRow } from "../../contract/index.ts";

type Question = Omit<InputOf<typeof listEnterprises>, "after">;

/** Enterprises with open findings, page after page, and then those without, as one list. */
export function useTroubledFirst(question: Question): ListView<EnterpriseRow> {
  const isOne = question.troubled !== undefined;
  const troubled = useList(listEnterprises, { ...question, troubled: question.troubled ?? "true" });
  const rest = useList(listEnterprises, { ...question, troubled: "false" }, { enabled: !isOne && isComplete(troubled) });
  return isOne ? troubled : oneAfterTheOther(troubled, rest);
}

/** All rows are there. A later asking that failed takes none away. */
const isComplete = <Row>(list: AskedList<Row>): boolean => list.isAnswered && !list.hasMore;

export function oneAfterTheOther<Row>(first: AskedList<Row>, second: AskedList<Row>): ListView<Row> {
  const isFirstDone = isComplete(first);
  return {
    rows: isFirstDone ? [...first.rows, ...second.rows] : first.rows,
    isLoading: first.isLoading || (isFirstDone && second.isLoading),
    isLoadingMore: first.isLoadingMore || second.isLoadingMore,
    hasMore: first.hasMore || (isFirstDone && second.hasMore),
    problem: first.problem ?? (isFirstDone ? second.problem : null),
    loadMore: () => (first.hasMore ? first.loadMore() : second.loadMore()),
    retry: () => (first.problem ? first.retry() : second.retry()),
  };
}
