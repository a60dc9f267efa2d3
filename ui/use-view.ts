import { keepPreviousData, useInfiniteQuery, useQuery } from "@tanstack/react-query";
import type { Endpoint, InputOf, OutputOf } from "#kernel/contract.ts";
import { call, type CallProblem } from "./call.ts";

type ViewOptions = { readonly enabled?: boolean; readonly refetchEveryMs?: number };

/** A GET endpoint's answer, refreshed by commands and by the server's live messages. The old answer stays while a new input loads. */
export function useView<E extends Endpoint>(endpoint: E, input: InputOf<E>, options: ViewOptions = {}) {
  return useQuery<OutputOf<E>, CallProblem>({
    queryKey: [endpoint.name, input],
    queryFn: ({ signal }) => call(endpoint, input, { signal }),
    placeholderData: keepPreviousData,
    enabled: options.enabled ?? true,
    refetchInterval: options.refetchEveryMs ?? false,
  });
}

type PageOf<Row> = { readonly rows: readonly Row[]; readonly next: string | null };
export type RowOf<E> = OutputOf<E> extends PageOf<infer Row> ? Row : never;

/** What `DataTable` shows: rows so far, and how to get more. */
export type ListView<Row> = {
  readonly rows: readonly Row[];
  readonly isLoading: boolean;
  readonly isLoadingMore: boolean;
  readonly hasMore: boolean;
  readonly problem: CallProblem | null;
  loadMore(): void;
  retry(): void;
};
/** A list asked of the server; whether its rows answer this very question, be it that asking again failed. */
export type AskedList<Row> = ListView<Row> & { readonly isAnswered: boolean };

/** A keyset-paged list endpoint (`pageInput` in, `pageOf(row)` out), page after page. `after` is filled in here. */
export function useList<E extends Endpoint>(endpoint: E, input: Omit<InputOf<E>, "after">, options: ViewOptions = {}): AskedList<RowOf<E>> {
  const query = useInfiniteQuery<PageOf<RowOf<E>>, CallProblem, { pages: PageOf<RowOf<E>>[] }, readonly unknown[], string | undefined>({
    queryKey: [endpoint.name, "list", input],
    // The page shape is what RowOf<E> asserts; TypeScript cannot carry that through the generic input.
    queryFn: ({ signal, pageParam }) => call(endpoint, { ...input, after: pageParam } as InputOf<E>, { signal }) as Promise<PageOf<RowOf<E>>>,
    initialPageParam: undefined,
    getNextPageParam: (last) => last.next ?? undefined,
    placeholderData: keepPreviousData,
    enabled: options.enabled ?? true,
  });
  return {
    rows: query.data?.pages.flatMap((page) => page.rows) ?? [],
    isLoading: query.isPending || query.isPlaceholderData,
    isLoadingMore: query.isFetchingNextPage,
    hasMore: query.hasNextPage,
    problem: query.error,
    loadMore: () => void (query.hasNextPage && !query.isFetchingNextPage && query.fetchNextPage()),
    retry: () => void (query.isFetchNextPageError ? query.fetchNextPage() : query.refetch()),
    isAnswered: query.data !== undefined && !query.isPlaceholderData,
  };
}
