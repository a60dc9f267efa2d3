import { Button } from "antd";
import { createContext, useContext, useEffect, useState, useSyncExternalStore, type FormEvent, type ReactNode } from "react";
import type { Endpoint, InputOf } from "#kernel/contract.ts";
import { CallRefused } from "../call.ts";
import type { Command } from "../use-command.ts";
import { defineWords, useWords } from "../words/words.ts";
import { ErrorSummary } from "./ErrorSummary.tsx";
import "./form.css";
import { FormStore, type FormValues } from "./form-store.ts";

const FormContext = createContext<{ readonly store: FormStore; readonly id: string } | null>(null);

type FormProps<E extends Endpoint, V extends FormValues> = {
  /** Made by `useCommand(endpoint, { toastProblem: false })`: problems are shown here. */
  readonly command: Command<E>;
  readonly initial: V;
  /** The command's input from what was entered. */
  readonly inputOf: (values: V) => InputOf<E>;
  readonly submit: string;
  readonly onCancel?: () => void;
  readonly children: ReactNode;
};

/** One command's form: fields with their own errors, an error summary above, one button. Enter sends. */
export function Form<E extends Endpoint, V extends FormValues>({ command, initial, inputOf, submit, onCancel, children }: FormProps<E, V>) {
  const words = useWords(formWords);
  const [store] = useState(() => new FormStore(initial));
  const [id] = useState(() => `form-${Math.random().toString(36).slice(2, 8)}`);
  useEffect(() => store.setProblems(command.problem instanceof CallRefused ? command.problem.problems : []), [command.problem, store]);

  const isWaiting = useSyncExternalStore(store.subscribe, store.isWaiting);

  const send = (event: FormEvent) => {
    event.preventDefault();
    // The store holds what `initial` has, changed by the fields of those names.
    if (!command.isRunning && !store.isWaiting()) void command.run(inputOf(store.all() as V));
  };
  return (
    <FormContext value={{ store, id }}>
      <form className="form" onSubmit={send} noValidate>
        {command.problem && <ErrorSummary problem={command.problem} fieldId={(path) => `${id}-${store.fieldOf(path)}`} labelOf={store.labelOf} />}
        {children}
        <div className="form-actions">
          <Button type="primary" htmlType="submit" loading={command.isRunning} disabled={isWaiting}>{submit}</Button>
          {onCancel && <Button onClick={onCancel}>{words.cancel}</Button>}
          {isWaiting && <span className="soft" role="status">{words.waiting}</span>}
        </div>
      </form>
    </FormContext>
  );
}

/** Tells the form what a field is called, for the summary of problems. */
export function useFieldLabel(name: string, label: string): void {
  const store = useContext(FormContext)?.store;
  useEffect(() => store?.callField(name, label), [store, name, label]);
}

/** One field's value, problem and element id inside a `Form`. */
export function useField<T>(name: string) {
  const form = useContext(FormContext);
  if (!form) throw new Error(`field ${name} stands outside a Form`);
  const { store, id } = form;
  const value = useSyncExternalStore(store.subscribe, () => store.all()[name]) as T; // its type is that of `initial`
  const problem = useSyncExternalStore(store.subscribe, () => store.problemOf(name));
  /** For what takes time: from the value of then, which may not be the one shown when it began. */
  const change = (next: (now: T) => T) => store.set(name, next(store.all()[name] as T));
  return { id: `${id}-${name}`, value, problem, set: (next: T) => store.set(name, next), change };
}

/** Makes the form around wait: answers the function that ends it. */
export function useFormWait(): () => () => void {
  const form = useContext(FormContext);
  if (!form) throw new Error("nothing waits outside a Form");
  return () => form.store.wait();
}

export const formWords = defineWords({
  zh: { cancel: "取消", waiting: "文件上传完成后才能提交。", optional: "（选填）" },
  en: { cancel: "Cancel", waiting: "It can be submitted once the file is uploaded.", optional: " (optional)" },
});
