import { useQueryClient } from "@tanstack/react-query";
import { useEffect, useRef } from "react";
import { useView } from "#ui/use-view.ts";
import { getLogHealth, getVerification, listVerifications, type Verification } from "../contract/index.ts";

const POLL_MS = 1_000;

/** A verification, asked for again while it runs; live messages come sooner. When it ends, what tells of it is asked anew. */
export function useVerification(given: Verification | null): Verification | null {
  const client = useQueryClient();
  const isOpen = given?.state === "running";
  const { data } = useView(getVerification, { id: given?.id ?? "" }, { enabled: isOpen, refetchEveryMs: POLL_MS });
  const latest = isOpen && data?.id === given.id ? data : given;
  const before = useRef(latest?.state);
  useEffect(() => {
    if (before.current === "running" && latest?.state !== "running") for (const { name } of [getLogHealth, listVerifications]) void client.invalidateQueries({ queryKey: [name] });
    before.current = latest?.state;
  }, [client, latest?.state]);
  return latest;
}
