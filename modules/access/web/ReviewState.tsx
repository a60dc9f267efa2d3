import { StatusTag } from "#ui/table/StatusTag.tsx";
import { useWords } from "#ui/words/words.ts";
import { emergencyWords } from "./emergency-words.ts";

type Reviewable = { readonly reviewDueAt: string; readonly review: { readonly justified: boolean } | null };

const isOverdue = ({ reviewDueAt }: Reviewable): boolean => Date.parse(reviewDueAt) < Date.now();

/** How far the review of an emergency access has come, and what it found. */
export function useReviewText(): (access: Reviewable) => string {
  const t = useWords(emergencyWords);
  return (access) => (access.review ? (access.review.justified ? t.justified : t.unjustified) : isOverdue(access) ? t.overdue : t.waits);
}

export function ReviewState({ access }: { readonly access: Reviewable }) {
  const text = useReviewText();
  const tone = access.review ? (access.review.justified ? "success" : "danger") : isOverdue(access) ? "danger" : "warning";
  return <StatusTag tone={tone}>{text(access)}</StatusTag>;
}
