import { PrinterOutlined } from "@ant-design/icons";
import { Button } from "antd";
import { useIsAnswerOld } from "./AnswerOf.tsx";

/** Puts the page on paper, once it shows what it says. */
export function PrintButton({ label }: { readonly label: string }) {
  return <Button icon={<PrinterOutlined />} disabled={useIsAnswerOld()} onClick={() => print()}>{label}</Button>;
}
