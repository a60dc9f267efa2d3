import { Table, type TableProps } from "antd";
import { useLayoutEffect, useRef, useState, type ReactNode } from "react";
import type { Endpoint, InputOf } from "#kernel/contract.ts";
import { Notice, ProblemNotice } from "../frame/Notice.tsx";
import { useIsPrinting } from "../frame/printing.ts";
import { densityPreference } from "../theme/preferences.ts";
import type { ListView } from "../use-view.ts";
import { useSay } from "../words/language.ts";
import { useWords } from "../words/words.ts";
import { shownColumns, type Column } from "./column.ts";
import { MoreRows } from "./MoreRows.tsx";
import "./table.css";
import { tableWords } from "./table-words.ts";
import { TableTools } from "./TableTools.tsx";
import { useChosenColumns } from "./use-chosen-columns.ts";
import { useRowKeys } from "./use-row-keys.ts";

export type DataTableProps<Row extends object, E extends Endpoint> = {
  /** Stable name of this list: keeps its chosen columns. `precursor.findings` */
  readonly name: string;
  readonly list: ListView<Row>;
  readonly rowKey: (row: Row) => string;
  readonly columns: readonly Column<Row>[];
  /** Enter or click: usually `workspace.show(id)`. */
  readonly onOpen?: (row: Row) => void;
  readonly openKey?: string | undefined;
  /** The `download` endpoint that makes the .xlsx of all rows of these filters. */
  readonly exportBy?: { readonly endpoint: E; readonly input: InputOf<E> };
  readonly empty?: { readonly title: string; readonly next?: ReactNode; readonly actions?: ReactNode };
  readonly selection?: { readonly keys: readonly string[]; readonly onChange: (keys: readonly string[]) => void };
  /** Beside the column and export tools. */
  readonly tools?: ReactNode;
};

const VIRTUAL_FROM = 200;
const NARROW = 120;

/** A keyset-paged list with keyboard rows, sticky key column, chosen columns, export, and states that say the next step. */
export function DataTable<Row extends object, E extends Endpoint = Endpoint>(props: DataTableProps<Row, E>) {
  const { name, list, rowKey, columns, onOpen, openKey, selection } = props;
  const words = useWords(tableWords);
  const density = densityPreference.use();
  const [chosen, choose] = useChosenColumns(name);
  const box = useRef<HTMLDivElement>(null);
  const width = useWidth(box);
  const shown = shownColumns(columns, chosen);
  const isPrinting = useIsPrinting();
  const antColumns = useAntColumns(shown, isPrinting);
  const keys = useRowKeys({ rows: list.rows, keyOf: rowKey, openKey, onOpen, onReached: (index) => showRow(box.current, index, list.rows, rowKey), onNearEnd: list.loadMore });
  const isVirtual = list.rows.length > VIRTUAL_FROM && !isPrinting;
  const isBlocked = list.problem !== null && list.rows.length === 0;

  return (
    <section className="table-card card" aria-label={words.table}>
      <TableTools {...props} chosen={chosen} onChoose={choose} shown={shown} />
      {isBlocked && list.problem ? (
        <ProblemNotice problem={list.problem} onRetry={list.retry} />
      ) : (
        // The rows are one stop of the Tab key; the arrow keys go on from there.
        <div ref={box} className="table-rows" tabIndex={0} role="group" aria-label={words.keys} onKeyDown={keys.onKeyDown}>
          <Table<Row>
            size={density === "compact" ? "small" : "middle"}
            rowKey={rowKey}
            dataSource={[...list.rows]}
            columns={antColumns}
            loading={list.isLoading}
            pagination={false}
            virtual={isVirtual}
            sticky={!isVirtual && !isPrinting}
            {...(isPrinting ? {} : { scroll: { x: isVirtual ? Math.max(totalWidth(shown), width) : totalWidth(shown), ...(isVirtual ? { y: 560 } : {}) } })}
            locale={{ emptyText: list.isLoading ? " " : <EmptyRows {...props} /> }}
            rowClassName={(row) => rowClass(rowKey(row), keys.activeKey, openKey)}
            onRow={(row) => ({ onClick: (event) => clickRow(event.target, () => (keys.activate(rowKey(row)), onOpen?.(row))), className: onOpen ? "row-opens" : "" })}
            {...(selection ? { rowSelection: { selectedRowKeys: [...selection.keys], onChange: (next) => selection.onChange(next.map(String)), columnWidth: 36, fixed: true } } : {})}
          />
          <MoreRows list={list} />
        </div>
      )}
    </section>
  );
}

function EmptyRows<Row extends object, E extends Endpoint>({ empty }: DataTableProps<Row, E>) {
  const words = useWords(tableWords);
  return <Notice title={empty?.title ?? words.emptyTitle} next={empty?.next ?? words.emptyNext} actions={empty?.actions} />;
}

function useAntColumns<Row>(columns: readonly Column<Row>[], isPrinting: boolean): NonNullable<TableProps<Row>["columns"]> {
  const say = useSay();
  return columns.map((column) => ({
    key: column.key,
    title: say(column.title),
    // On paper the columns share the sheet's width and nothing is cut off; a day or a word does not break.
    ...(isPrinting ? { className: (column.width ?? 140) <= NARROW ? "narrow" : "" } : { width: column.width ?? 140, ellipsis: !column.cell, ...(column.sticky ? { fixed: "left" as const } : {}) }),
    ...(column.align === "number" ? { align: "right" as const, className: "number" } : {}),
    render: (_: unknown, row: Row) => (column.cell ? column.cell(row) : column.text(row)),
  }));
}

function rowClass(key: string, activeKey: string | null, openKey: string | undefined): string {
  return `${key === activeKey ? "row-active " : ""}${key === openKey ? "row-open" : ""}`;
}

/** Clicks on links, buttons and selected text are not clicks on the row. */
function clickRow(target: EventTarget, open: () => void) {
  if (target instanceof Element && target.closest("a, button, input, label, .ant-table-selection-column")) return;
  if (!getSelection()?.toString()) open();
}

function showRow<Row>(box: HTMLElement | null, index: number, rows: readonly Row[], keyOf: (row: Row) => string) {
  const row = rows[index];
  if (!box || !row) return;
  box.querySelector(`[data-row-key="${CSS.escape(keyOf(row))}"]`)?.scrollIntoView({ block: "nearest" });
}

const totalWidth = <Row,>(columns: readonly Column<Row>[]) => columns.reduce((sum, column) => sum + (column.width ?? 140), 0);

function useWidth(box: { readonly current: HTMLElement | null }): number {
  const [width, setWidth] = useState(0);
  useLayoutEffect(() => {
    if (!box.current) return;
    const watch = new ResizeObserver(([entry]) => setWidth(Math.floor(entry?.contentRect.width ?? 0)));
    watch.observe(box.current);
    return () => watch.disconnect();
  }, [box]);
  return width;
}
