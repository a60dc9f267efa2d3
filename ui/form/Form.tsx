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

  const send = (event: FormEvent) => {
    event.preventDefault();
    // The store holds what `initial` has, changed by the fields of those names.
    if (!command.isRunning) void command.run(inputOf(store.all() as V));
  };
  return (
    <FormContext value={{ store, id }}>
      <form className="form" onSubmit={send} noValidate>
        {command.problem && <ErrorSummary problem={command.problem} fieldId={(path) => `${id}-${store.fieldOf(path)}`} labelOf={store.labelOf} />}
        {children}
        <div className="form-actions">
          <Button type="primary" htmlType="submit" loading={command.isRunning}>{submit}</Button>
          {onCancel && <Button onClick={onCancel}>{words.cancel}</Button>}
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
  return { id: `${id}-${name}`, value, problem, set: (next: T) => store.set(name, next) };
}

export const formWords = defineWords({
  zh: { cancel: "取消", optional: "（选填）" },
  en: { cancel: "Cancel", optional: " (optional)" },
});
