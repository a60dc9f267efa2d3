import type { ComponentProps, MouseEvent } from "react";
import { hrefWith, useGo, useUrlState } from "./url.ts";

type GoLinkProps = Omit<ComponentProps<"a">, "href"> & { readonly to: string };

/** A link inside the console that keeps the chosen unit and moment; opens in a new tab like any link. */
export function GoLink({ to, onClick, ...rest }: GoLinkProps) {
  const go = useGo();
  const state = useUrlState();
  const follow = (event: MouseEvent<HTMLAnchorElement>) => {
    onClick?.(event);
    if (event.defaultPrevented || event.button !== 0 || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
    event.preventDefault();
    go(to);
  };
  return <a {...rest} href={hrefWith(to, state)} onClick={follow} />;
}
