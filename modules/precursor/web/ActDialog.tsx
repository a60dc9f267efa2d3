import { Modal } from "antd";
import type { ReactNode } from "react";

type ActDialogProps = { readonly isOpen: boolean; readonly title: string; /** What will happen. */ readonly lead: string; readonly onCancel: () => void; readonly children: ReactNode };

/** A dialog around one command's form; what was typed is gone when it closes. */
export function ActDialog({ isOpen, title, lead, onCancel, children }: ActDialogProps) {
  return (
    <Modal open={isOpen} title={title} footer={null} onCancel={onCancel} destroyOnHidden mask={{ closable: false }}>
      <p className="soft" style={{ marginBottom: 12 }}>{lead}</p>
      {children}
    </Modal>
  );
}
