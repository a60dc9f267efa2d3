type Child = Node | string | undefined;

/** An element with its class and content. Text goes in as text: nothing of a receipt is ever taken for markup. */
export function element(tag: string, className: string, ...children: readonly Child[]): HTMLElement {
  const made = document.createElement(tag);
  if (className !== "") made.className = className;
  made.append(...children.filter((child) => child !== undefined));
  return made;
}

/** Rows of what and value. */
export function factList(rows: readonly (readonly [string, Child])[]): HTMLElement {
  return element("dl", "facts", ...rows.flatMap(([name, value]) => (value === undefined ? [] : [element("dt", "", name), element("dd", "", value)])));
}

/** The page's own element; it is in `verifier.html`. */
export function byId<T extends HTMLElement>(id: string, type: new () => T): T {
  const found = document.getElementById(id);
  if (!(found instanceof type)) throw new Error(`verifier.html lacks #${id}`);
  return found;
}
