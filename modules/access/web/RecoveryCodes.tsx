import { DownloadOutlined, PrinterOutlined } from "@ant-design/icons";
import { Button } from "antd";
import { saveFile } from "#ui/call.ts";
import { useWords } from "#ui/words/words.ts";
import { secondFactorWords } from "./my-account-words.ts";
import { CopyButton, Explain } from "./Pieces.tsx";

type RecoveryCodesProps = { readonly codes: readonly string[]; readonly login: string; readonly onKept: () => void };

/** Shown until the person says they are kept; then nobody can show them again. */
export function RecoveryCodes({ codes, login, onKept }: RecoveryCodesProps) {
  const t = useWords(secondFactorWords);
  const text = [t.fileTitle(login), "", ...codes, ""].join("\r\n");
  return (
    <>
      <Explain tone="warning"><strong>{t.codesTitle}</strong><p>{t.codesHelp}</p></Explain>
      <div className="recovery-sheet stack"><p className="soft">{t.fileTitle(login)}</p><ol className="recovery-codes">{codes.map((code) => <li key={code}>{code}</li>)}</ol></div>
      <div className="button-line">
        <Button icon={<PrinterOutlined />} onClick={printCodes}>{t.print}</Button>
        <Button icon={<DownloadOutlined />} onClick={() => saveFile(new Blob(["\uFEFF", text], { type: "text/plain;charset=utf-8" }), t.fileName)}>{t.download}</Button>
        <CopyButton text={text} />
        <Button type="primary" onClick={onKept}>{t.kept}</Button>
      </div>
    </>
  );
}

function printCodes(): void {
  const { dataset } = document.documentElement;
  dataset["print"] = "recovery-codes";
  window.print();
  delete dataset["print"];
}
