import { DownloadOutlined } from "@ant-design/icons";
import { Button, Dropdown } from "antd";
import { saveFile } from "#ui/call.ts";
import { useIsAnswerOld } from "#ui/frame/AnswerOf.tsx";
import { useWords } from "#ui/words/words.ts";
import { overviewWords } from "./overview/words.ts";

/** One way out of a screen: a file of the server's, or text made here of what is shown. */
export type ExportChoice = { readonly key: string; readonly label: string; readonly isDisabled?: boolean; readonly run: () => Promise<void> | void };
type ExportMenuProps = { readonly choices: readonly ExportChoice[]; readonly isBusy: boolean; readonly className?: string };

/** The button of screens that are no list; lists have theirs in `DataTable`. Out of use while the screen shows the answer before. */
export function ExportMenu({ choices, isBusy, className }: ExportMenuProps) {
  const t = useWords(overviewWords);
  const isOld = useIsAnswerOld();
  const items = choices.map(({ key, label, isDisabled }) => ({ key, label, disabled: isDisabled === true }));
  return (
    <Dropdown disabled={isOld} trigger={["click"]} placement="bottomRight" menu={{ items, onClick: ({ key }) => void choices.find((choice) => choice.key === key)?.run() }}>
      <Button className={className} icon={<DownloadOutlined />} loading={isBusy} disabled={isOld}>{t.export}</Button>
    </Dropdown>
  );
}

export const saveCsv = (text: string, fileName: string): void => saveFile(new Blob([text], { type: "text/csv;charset=utf-8" }), `${fileName}.csv`);
