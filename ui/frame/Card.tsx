import type { ReactNode } from "react";
import { GoLink } from "./GoLink.tsx";

type CardProps = { readonly title?: ReactNode; readonly extra?: ReactNode; readonly children: ReactNode; /** Twelfths of the row inside `.card-grid`. */ readonly span?: number; readonly flush?: boolean };

/** A titled part of a page. `flush` lets a table or chart reach the edges. */
export function Card({ title, extra, children, span = 12, flush = false }: CardProps) {
  return (
    <section className="card" style={{ gridColumn: `span ${span}` }}>
      {(title || extra) && <div className="card-head">{title && <h2>{title}</h2>}{extra}</div>}
      {flush ? children : <div className="card-body">{children}</div>}
    </section>
  );
}

export type Figure = { readonly label: string; readonly value: string; readonly unit?: string; readonly note?: string; readonly to?: string; readonly tone?: "warning" | "danger" };

/** The few numbers a page begins with; each leads to the rows it was made of. */
export function Figures({ figures }: { readonly figures: readonly Figure[] }) {
  return (
    <dl className="figures" style={{ margin: 0 }}>
      {figures.map(({ label, value, unit, note, to, tone }) => {
        const inside = <><dt>{label}</dt><dd>{value}{unit && <small>{unit}</small>}</dd>{note && <p>{note}</p>}</>;
        return to ? <GoLink key={label} to={to} className="figure" data-tone={tone}>{inside}</GoLink> : <div key={label} className="figure" data-tone={tone}>{inside}</div>;
      })}
    </dl>
  );
}
