import type { ListView } from "#ui/use-view.ts";

/** Rows that are all here already, as the table takes them. */
export function staticList<Row>(rows: readonly Row[]): ListView<Row> {
  return { rows, isLoading: false, isLoadingMore: false, hasMore: false, problem: null, loadMore: () => undefined, retry: () => undefined };
}
