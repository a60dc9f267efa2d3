import { useMutation, useQueryClient } from "@tanstack/react-query";
import { App } from "antd";
import { useRef } from "react";
import type { Endpoint, InputOf, OutputOf } from "#kernel/contract.ts";
import { call, newCommandId, type CallProblem, type Words } from "./call.ts";
import { attemptFor, isOutcomeKnown, type Attempt } from "./command-attempt.ts";
import { keepSent } from "./sent-commands.ts";
import { useSay } from "./words/language.ts";

type CommandOptions<E extends Endpoint> = {
  /** Toast on success; without it the command succeeds silently. */
  readonly done?: Words;
  readonly onDone?: (output: OutputOf<E>, input: InputOf<E>, commandId: string) => void;
  /** Keeps what was sent in memory, so that its receipt can carry it (`useSent`). */
  readonly keepsSent?: boolean;
  /** `false` when the screen shows the problem itself (a form with `ErrorSummary`). Default: toast. */
  readonly toastProblem?: boolean;
};

export type Command<E extends Endpoint> = {
  /** Resolves to the output, or to undefined when refused or unanswered (see `problem`). Never rejects. */
  run(input: InputOf<E>): Promise<OutputOf<E> | undefined>;
  readonly isRunning: boolean;
  readonly problem: CallProblem | null;
  readonly output: OutputOf<E> | undefined;
  reset(): void;
};

/** A POST endpoint as an action of the screen. On success the views the endpoint `refreshes` are fetched anew. */
export function useCommand<E extends Endpoint>(endpoint: E, options: CommandOptions<E> = {}): Command<E> {
  const client = useQueryClient();
  const { message } = App.useApp();
  const say = useSay();
  const open = useRef<Attempt | null>(null);

  const mutation = useMutation<OutputOf<E>, CallProblem, InputOf<E>>({
    mutationKey: [endpoint.name],
    mutationFn: (input) => {
      open.current = attemptFor(open.current, input, newCommandId);
      return call(endpoint, input, { commandId: open.current.commandId });
    },
    onSuccess: (output, input) => {
      const commandId = open.current?.commandId ?? "";
      open.current = null;
      if (options.keepsSent) keepSent(client, endpoint, commandId, input);
      for (const view of endpoint.refreshes) void client.invalidateQueries({ queryKey: [view] });
      if (options.done) void message.success(say(options.done));
      options.onDone?.(output, input, commandId);
    },
    onError: (problem) => {
      if (isOutcomeKnown(problem)) open.current = null;
      if (options.toastProblem !== false) void message.error(say(problem.words), 6);
    },
  });

  return {
    run: (input) => mutation.mutateAsync(input).catch(() => undefined),
    isRunning: mutation.isPending,
    problem: mutation.error,
    output: mutation.data,
    reset: mutation.reset,
  };
}
