import { Button, Modal } from "antd";
import { useWords } from "#ui/words/words.ts";
import type { ProposalKind, SaidOnce } from "../contract/index.ts";
import { CopyButton, Explain } from "./Pieces.tsx";
import { onceWords } from "./once-words.ts";
import { pieceWords } from "./words.ts";

type Half = "first" | "second";
export type Told = { readonly kind: "password" | "token"; readonly half: Half; readonly login: string; readonly text: string } | { readonly kind: "lost"; readonly half: Half; readonly login: string };

/** What an answer told once; null where there was nothing to tell. */
export function toldBy(once: SaidOnce | null, half: Half, kind: ProposalKind, login: string): Told | null {
  if (once?.password) return { kind: "password", half, login, text: once.password };
  if (once?.token) return { kind: "token", half, login, text: once.token };
  return once === null && TELLS.includes(kind) ? { kind: "lost", half, login } : null;
}

const TELLS: readonly ProposalKind[] = ["create-account", "reset-password", "issue-token"];

/** Half of a one-time password or of a token, on this screen only. It closes by its button alone: a slip of the mouse must not lose it. */
export function ToldOnce({ told, onClose }: { readonly told: Told | null; readonly onClose: () => void }) {
  const t = useWords(onceWords);
  const p = useWords(pieceWords);
  return (
    <Modal open={told !== null} title={`${t.title}${told ? ` · ${told.login}` : ""}`} closable={false} keyboard={false} mask={{ closable: false }} footer={<Button type="primary" onClick={onClose}>{p.close}</Button>} destroyOnHidden>
      {told && (
        <div className="stack">
          <Explain tone="warning">{t[`${told.half}-${told.kind}`]}</Explain>
          {told.kind !== "lost" && <><div className="told-once" data-told={told.kind}>{told.text}</div><div><CopyButton text={told.text} /></div></>}
        </div>
      )}
    </Modal>
  );
}
