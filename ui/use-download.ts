import { App } from "antd";
import { useState } from "react";
import type { Endpoint, InputOf } from "#kernel/contract.ts";
import { CallRefused, CallUnanswered, download } from "./call.ts";
import { useSay } from "./words/language.ts";

/** Saves a `download` endpoint's file; a refusal is told in words. */
export function useDownload(): { save<E extends Endpoint>(endpoint: E, input: InputOf<E>): Promise<void>; readonly isBusy: boolean } {
  const { message } = App.useApp();
  const say = useSay();
  const [isBusy, setBusy] = useState(false);
  return {
    isBusy,
    async save(endpoint, input) {
      setBusy(true);
      try {
        await download(endpoint, input);
      } catch (problem) {
        if (!(problem instanceof CallRefused || problem instanceof CallUnanswered)) throw problem;
        void message.error(say(problem.words), 6);
      } finally {
        setBusy(false);
      }
    },
  };
}
