import { useEffect } from "react";

export type Sheet = "receipt" | "keys";

/** Prints one sheet alone; what else is on the page stays off the paper. */
export function printSheet(sheet: Sheet): void {
  const { dataset } = document.documentElement;
  const before = dataset["sheet"];
  dataset["sheet"] = sheet;
  print();
  if (before === undefined) delete dataset["sheet"];
  else dataset["sheet"] = before;
}

/** While a screen is open, the browser's own print gives this sheet too. */
export function useSheet(sheet: Sheet): void {
  useEffect(() => {
    document.documentElement.dataset["sheet"] = sheet;
    return () => void delete document.documentElement.dataset["sheet"];
  }, [sheet]);
}
