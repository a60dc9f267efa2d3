import { useEffect, type ReactNode } from "react";
import { useSay } from "../words/language.ts";
import { useWords } from "../words/words.ts";
import { frameWords } from "./frame-words.ts";
import { GoLink } from "./GoLink.tsx";
import { groupLabel, useCurrentEntry } from "./rooms-context.ts";

type PageProps = {
  readonly title: string;
  /** One sentence: what this page is for. */
  readonly lead?: ReactNode;
  readonly actions?: ReactNode;
  /** Between the navigation's page and this one. */
  readonly crumbs?: readonly { readonly label: string; readonly to?: string }[];
  readonly children: ReactNode;
};

/** Title, breadcrumbs and actions of one screen. */
export function Page({ title, lead, actions, crumbs = [], children }: PageProps) {
  const words = useWords(frameWords);
  const say = useSay();
  const entry = useCurrentEntry();
  const group = groupLabel(entry);
  const isBelow = entry !== undefined && say(entry.label) !== title;
  useEffect(() => {
    document.title = `${title} · ${words.product}`;
  }, [title, words]);

  return (
    <div className="page">
      <div className="page-head">
        <div>
          {(group || isBelow || crumbs.length > 0) && (
            <ol className="crumbs no-print">
              {group && <li>{say(group)}</li>}
              {isBelow && <li><GoLink to={entry.path}>{say(entry.label)}</GoLink></li>}
              {crumbs.map(({ label, to }) => <li key={label}>{to ? <GoLink to={to}>{label}</GoLink> : label}</li>)}
            </ol>
          )}
          <h1>{title}</h1>
          {lead && <p className="page-lead">{lead}</p>}
        </div>
        {actions && <div className="page-actions">{actions}</div>}
      </div>
      {children}
    </div>
  );
}
