import { DeleteOutlined, LinkOutlined, StarOutlined } from "@ant-design/icons";
import { App, Button, Input, Popover, Space } from "antd";
import { useState } from "react";
import { useAccount } from "../frame/account.ts";
import { readSearch, useSetUrlState, useUrlState, writeSearch } from "../frame/url.ts";
import { useWords } from "../words/words.ts";
import { dropView, keepView, readSavedViews } from "./saved-views.ts";
import { tableWords } from "./table-words.ts";

/** Name the present filters and come back to them; copy them as a link for a colleague. */
export function SavedViews({ name }: { readonly name: string }) {
  const words = useWords(tableWords);
  const [isOpen, open] = useState(false);
  return (
    <Popover open={isOpen} onOpenChange={open} trigger="click" placement="bottomRight" destroyOnHidden content={<ViewList name={name} onChosen={() => open(false)} />}>
      <Button className="filter-views" icon={<StarOutlined />}>{words.savedViews}</Button>
    </Popover>
  );
}

function ViewList({ name, onChosen }: { readonly name: string; readonly onChosen: () => void }) {
  const words = useWords(tableWords);
  const { message } = App.useApp();
  const account = useAccount();
  const state = useUrlState();
  const setState = useSetUrlState();
  const [views, setViews] = useState(() => readSavedViews(account.id, name));
  const [label, setLabel] = useState("");
  const search = writeSearch({ ...state, open: undefined });

  const choose = (chosen: string) => {
    const dropped = Object.fromEntries(Object.keys(state).map((key) => [key, undefined]));
    setState({ ...dropped, ...readSearch(chosen) });
    onChosen();
  };
  const keep = () => {
    if (!label.trim()) return;
    setViews(keepView(account.id, name, { label: label.trim(), search }));
    setLabel("");
  };
  const copy = async () => {
    await copyText(`${location.origin}${location.pathname}${search}`);
    void message.success(words.linkCopied);
  };

  return (
    <div className="view-list">
      {views.length === 0 && <p className="soft">{words.noViews}</p>}
      <ul>
        {views.map((view) => (
          <li key={view.label}>
            <button type="button" className="view-name" onClick={() => choose(view.search)}>{view.label}</button>
            <Button type="text" size="small" icon={<DeleteOutlined />} aria-label={`${words.dropView} ${view.label}`} onClick={() => setViews(dropView(account.id, name, view.label))} />
          </li>
        ))}
      </ul>
      <Space.Compact block>
        <Input placeholder={words.viewName} aria-label={words.viewName} value={label} maxLength={30} onChange={(event) => setLabel(event.target.value)} onPressEnter={keep} />
        <Button onClick={keep} disabled={!label.trim()}>{words.keepView}</Button>
      </Space.Compact>
      <Button type="link" icon={<LinkOutlined />} onClick={copy}>{words.copyLink}</Button>
    </div>
  );
}

/** `navigator.clipboard` is missing on plain http, which intranets use. */
async function copyText(text: string): Promise<void> {
  if (navigator.clipboard) return navigator.clipboard.writeText(text);
  const area = document.createElement("textarea");
  area.value = text;
  document.body.append(area);
  area.select();
  document.execCommand("copy");
  area.remove();
}
