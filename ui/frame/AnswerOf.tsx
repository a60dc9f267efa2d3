import { useEffect, useSyncExternalStore, type ReactNode } from "react";
import { useWords } from "../words/words.ts";
import { frameWords } from "./frame-words.ts";

type AnswerOfProps = { readonly view: { readonly isPlaceholderData: boolean }; readonly children: ReactNode };

/**
 * Around what an answer fills. While that is still the answer to the question before, it is dimmed and said to be busy, and
 * neither exported nor put on paper (`useIsAnswerOld`).
 */
export function AnswerOf({ view, children }: AnswerOfProps) {
  const words = useWords(frameWords);
  const isOld = view.isPlaceholderData;
  useOldAnswer(isOld);
  return <div className="answer" aria-busy={isOld} data-busy-words={words.stillLoading}>{children}</div>;
}

/** Whether anything on the page still answers the question before. */
export const useIsAnswerOld = (): boolean => useSyncExternalStore(subscribe, () => old > 0);

let old = 0;
const listeners = new Set<() => void>();

function useOldAnswer(isOld: boolean): void {
  useEffect(() => {
    if (!isOld) return;
    change(1);
    return () => change(-1);
  }, [isOld]);
}

function change(by: 1 | -1): void {
  old += by;
  for (const listener of listeners) listener();
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}
