import { useEffect } from "react";

const PAGING = ["PageDown", "PageUp", "Home", "End"];
const STEPPING = [" ", "ArrowDown", "ArrowUp"];

/** A key that scrolls, pressed where nothing could, scrolls the page: the browser gives it to what has the focus, and to the window otherwise. */
export function useScrollingKeys(): void {
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (event.defaultPrevented || event.altKey || event.metaKey || !(event.target instanceof HTMLElement)) return;
      const isNowhere = event.target === document.body;
      const isBeside = event.target.closest(".side, .top") !== null && event.target.closest("input, [role=combobox]") === null;
      if ((isNowhere && [...PAGING, ...STEPPING].includes(event.key)) || (isBeside && PAGING.includes(event.key))) document.getElementById("main")?.focus({ preventScroll: true });
    };
    addEventListener("keydown", onKey);
    return () => removeEventListener("keydown", onKey);
  }, []);
}
