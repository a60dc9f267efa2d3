import type { CallProblem } from "#ui/call.ts";
import type { ListView } from "#ui/use-view.ts";

/** Rows that came whole with another view, as a list. */
export function staticList<Row>(rows: readonly Row[] | undefined, problem: CallProblem | null, retry: () => void): ListView<Row> {
  return { rows: rows ?? [], isLoading: rows === undefined && problem === null, isLoadingMore: false, hasMore: false, problem, loadMore: () => undefined, retry };
}
