import { Button } from "antd";
import { useEffect, useRef } from "react";
import type { ListView } from "../use-view.ts";
import { useWords } from "../words/words.ts";
import { tableWords } from "./table-words.ts";

/** How many rows are shown; fetches the next page when it comes into sight, and by button. */
export function MoreRows<Row>({ list }: { readonly list: ListView<Row> }) {
  const words = useWords(tableWords);
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
      {list.rows.length > 0 && <span>{list.hasMore ? words.shownSome(list.rows.length) : words.shownAll(list.rows.length)}</span>}
      {list.hasMore && <Button size="small" loading={list.isLoadingMore} onClick={list.loadMore}>{list.isLoadingMore ? words.loadingMore : words.loadMore}</Button>}
    </div>
  );
}
