import type { InKind, OutKind } from "../../contract/index.ts";
import { writeSearch } from "#ui/frame/url.ts";

type Scope = { readonly substance?: string | undefined; readonly enterprise?: string | undefined; readonly from: string; readonly to: string };

/** Where a part of a balance leads: to its declarations, or, for mass nobody declared, to the findings on it. */
export function linkOfKind(kind: InKind | OutKind | null, scope: Scope): string {
  if (kind === "shortfall") return `/precursor/findings${writeSearch({ kind: "negative-stock", substance: scope.substance, enterprise: scope.enterprise })}`;
  return `/precursor/declarations${writeSearch({ ...scope, kind })}`;
}
