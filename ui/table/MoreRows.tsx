import { Button } from "antd";
import { useEffect, useRef } from "react";
import type { CallProblem } from "../call.ts";
import type { ListView } from "../use-view.ts";
import { useSay } from "../words/language.ts";
import { useWords } from "../words/words.ts";
import { tableWords } from "./table-words.ts";

/** How many rows are shown; fetches the next page when it comes into sight, and by button. What could not be fetched is said, and that the rows are those from before. */
export function MoreRows<Row>({ list }: { readonly list: ListView<Row> }) {
  const foot = useRef<HTMLDivElement>(null);
  const loadMore = useRef(list.loadMore);
  loadMore.current = list.loadMore;
  useEffect(() => {
    if (!foot.current) return;
    const watch = new IntersectionObserver(([entry]) => entry?.isIntersecting && loadMore.current(), { rootMargin: "200px" });
    watch.observe(foot.current);
    return () => watch.disconnect();
  }, []);
  return (
    <div className="table-more" ref={foot} aria-live="polite">
      {list.rows.length > 0 && (list.problem ? <Failed list={list} problem={list.problem} /> : <Shown list={list} />)}
    </div>
  );
}

function Shown<Row>({ list }: { readonly list: ListView<Row> }) {
  const words = useWords(tableWords);
  return (
    <>
      <span>{list.hasMore ? words.shownSome(list.rows.length) : words.shownAll(list.rows.length)}</span>
      {list.hasMore && <Button size="small" loading={list.isLoadingMore} onClick={list.loadMore}>{list.isLoadingMore ? words.loadingMore : words.loadMore}</Button>}
    </>
  );
}

function Failed<Row>({ list, problem }: { readonly list: ListView<Row>; readonly problem: CallProblem }) {
  const words = useWords(tableWords);
  const say = useSay();
  return (
    <>
      <span role="alert">{words.shownBefore(list.rows.length)}{say(problem.words)}</span>
      <Button size="small" loading={list.isLoading || list.isLoadingMore} onClick={list.retry}>{words.retry}</Button>
    </>
  );
}
