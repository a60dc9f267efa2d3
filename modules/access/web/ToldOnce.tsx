import { Button, Modal } from "antd";
import { useWords } from "#ui/words/words.ts";
import { CopyButton, Explain } from "./Pieces.tsx";
import { pieceWords, proposalsWords } from "./words.ts";

export type Told = { readonly kind: "password" | "token"; readonly login: string; readonly text: string } | { readonly kind: "lost"; readonly login: string };

/** A one-time password or a token, on this screen only. It closes by its button alone: a slip of the mouse must not lose it. */
export function ToldOnce({ told, onClose }: { readonly told: Told | null; readonly onClose: () => void }) {
  const t = useWords(proposalsWords);
  const p = useWords(pieceWords);
  return (
    <Modal open={told !== null} title={`${t.onceTitle}${told ? ` · ${told.login}` : ""}`} closable={false} keyboard={false} mask={{ closable: false }} footer={<Button type="primary" onClick={onClose}>{p.close}</Button>} destroyOnHidden>
      {told && (
        <div className="stack">
          <Explain tone="warning">{told.kind === "password" ? t.oncePassword : told.kind === "token" ? t.onceToken : t.onceLost}</Explain>
          {told.kind !== "lost" && <><div className="told-once" data-told={told.kind}>{told.text}</div><div><CopyButton text={told.text} /></div></>}
        </div>
      )}
    </Modal>
  );
}
