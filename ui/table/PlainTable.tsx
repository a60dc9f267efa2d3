import { useState } from "react";
import "./table.css";

export type PlainRow = { readonly key: string; readonly cells: readonly (string | number)[]; readonly onPick?: () => void };
type PlainTableProps = { readonly header: readonly string[]; readonly rows: readonly PlainRow[]; readonly height?: number };

const FIRST_ROWS = 500;

/** A small table without machinery: the data behind a chart or graph. Numbers are set right. */
export function PlainTable({ header, rows, height }: PlainTableProps) {
  const [most, showMore] = useState(FIRST_ROWS);
  return (
    <div style={{ overflow: "auto", maxHeight: height ?? 520 }}>
      <table className="plain-table">
        <thead><tr>{header.map((title) => <th key={title} scope="col">{title}</th>)}</tr></thead>
        <tbody>
          {rows.slice(0, most).map(({ key, cells, onPick }) => (
            <tr key={key}>
              {cells.map((cell, i) => (
                <td key={header[i]} className={isFigure(cell) ? "number" : undefined}>
                  {i === 0 && onPick ? <button type="button" onClick={onPick}>{cell}</button> : cell}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
      {rows.length > most && <p style={{ padding: 8 }}><button type="button" onClick={() => showMore(most + FIRST_ROWS)}>+{rows.length - most}</button></p>}
    </div>
  );
}

function isFigure(cell: string | number): boolean {
  return typeof cell === "number" || /^[−-]?[\d,]+(\.\d+)?( ?(t|kg|g|mg|%))?$/.test(cell);
}
