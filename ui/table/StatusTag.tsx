import type { ReactNode } from "react";

/** A state in words with a quiet mark. Tones are for states of work and goods, never for persons. */
export function StatusTag({ tone = "quiet", children }: { readonly tone?: "quiet" | "info" | "success" | "warning" | "danger"; readonly children: ReactNode }) {
  return <span className="status-tag" data-tone={tone}>{children}</span>;
}
