import { useEffect, useRef, useState } from "react";
import { CallRefused, CallUnanswered, type Words } from "../call.ts";
import { upload, type UploadedFile } from "../upload.ts";
import { useFormWait } from "./Form.tsx";

type FileUpload = {
  /** How much is sent, 0 to 1; null when nothing is on its way. */
  readonly part: number | null;
  readonly problem: Words | null;
  send(file: File | undefined): Promise<void>;
};

/**
 * A file on its way into a field: the form is not sent before it arrives, and it is called back when its field goes.
 * Take it in by `change`: the value may be another by then.
 */
export function useFileUpload(onStored: (file: UploadedFile) => void): FileUpload {
  const wait = useFormWait();
  const [part, setPart] = useState<number | null>(null);
  const [problem, setProblem] = useState<Words | null>(null);
  const gone = useRef<AbortController | null>(null);
  useEffect(() => () => gone.current?.abort(), []);

  const send = async (file: File | undefined) => {
    if (!file) return;
    const stop = new AbortController();
    gone.current = stop;
    const arrived = wait();
    setPart(0);
    setProblem(null);
    try {
      onStored(await upload(file, { onProgress: setPart, signal: stop.signal }));
    } catch (cause) {
      if (!(cause instanceof CallRefused || cause instanceof CallUnanswered)) throw cause;
      if (!stop.signal.aborted) setProblem(cause.words);
    } finally {
      arrived();
      setPart(null);
    }
  };
  return { part, problem, send };
}
