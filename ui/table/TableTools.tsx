import { DownloadOutlined, SettingOutlined } from "@ant-design/icons";
import { App, Button, Checkbox, Dropdown, Popover } from "antd";
import { useState } from "react";
import type { Endpoint } from "#kernel/contract.ts";
import { CallRefused, CallUnanswered, download, saveFile } from "../call.ts";
import { formatDay } from "../words/format.ts";
import { useSay } from "../words/language.ts";
import { useWords } from "../words/words.ts";
import { csvOf, type Column } from "./column.ts";
import type { DataTableProps } from "./DataTable.tsx";
import { tableWords } from "./table-words.ts";

type TableToolsProps<Row extends object, E extends Endpoint> = DataTableProps<Row, E> & { readonly chosen: readonly string[] | null; readonly onChoose: (keys: readonly string[] | null) => void; readonly shown: readonly Column<Row>[] };

export function TableTools<Row extends object, E extends Endpoint>(props: TableToolsProps<Row, E>) {
  return (
    <div className="table-tools">
      <div className="table-tools-own">{props.tools}</div>
      <ColumnChoice {...props} />
      <ExportMenu {...props} />
    </div>
  );
}

function ColumnChoice<Row extends object, E extends Endpoint>({ columns, shown, onChoose }: TableToolsProps<Row, E>) {
  const words = useWords(tableWords);
  const say = useSay();
  const keys = shown.map((column) => column.key);
  const list = (
    <Checkbox.Group
      className="column-choice"
      value={keys}
      onChange={(next) => onChoose(next.map(String))}
      options={columns.map((column) => ({ value: column.key, label: say(column.title), disabled: column.sticky === true }))}
    />
  );
  return <Popover trigger="click" placement="bottomRight" content={list}><Button type="text" size="small" icon={<SettingOutlined />}>{words.columns}</Button></Popover>;
}

function ExportMenu<Row extends object, E extends Endpoint>({ name, exportBy, list, shown }: TableToolsProps<Row, E>) {
  const words = useWords(tableWords);
  const say = useSay();
  const { message } = App.useApp();
  const [isBusy, setBusy] = useState(false);

  const toXlsx = async () => {
    if (!exportBy) return;
    setBusy(true);
    try {
      await download(exportBy.endpoint, exportBy.input);
    } catch (problem) {
      if (!(problem instanceof CallRefused || problem instanceof CallUnanswered)) throw problem;
      void message.error(say(problem.words));
    } finally {
      setBusy(false);
    }
  };
  const toCsv = () => {
    const text = csvOf(shown.map((column) => say(column.title)), list.rows.map((row) => shown.map((column) => column.text(row))));
    saveFile(new Blob([text], { type: "text/csv;charset=utf-8" }), `${name}-${formatDay(Date.now())}.csv`);
  };
  const items = [...(exportBy ? [{ key: "xlsx", label: words.exportXlsx }] : []), { key: "csv", label: words.exportCsv, disabled: list.rows.length === 0 || list.isLoading }];
  return (
    <Dropdown menu={{ items, onClick: ({ key }) => (key === "xlsx" ? void toXlsx() : toCsv()) }} trigger={["click"]} placement="bottomRight">
      <Button type="text" size="small" icon={<DownloadOutlined />} loading={isBusy}>{isBusy ? words.exporting : words.export}</Button>
    </Dropdown>
  );
}
