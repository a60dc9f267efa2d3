import { HistoryOutlined } from "@ant-design/icons";
import { Popover, Spin } from "antd";
import { useState } from "react";
import { later } from "../later.tsx";
import { formatMinute } from "../words/format.ts";
import { useWords } from "../words/words.ts";
import { frameWords } from "./frame-words.ts";
import { useAsOf } from "./url.ts";

// The calendar is heavy and rarely needed: it is fetched when first opened.
const AsOfPicker = later(() => import("./AsOfPicker.tsx"), () => <Spin />);

/** Lets everything on screen be asked as of a past moment, kept in the address. */
export function AsOfChoice() {
  const words = useWords(frameWords);
  const asOf = useAsOf();
  const [isOpen, open] = useState(false);
  return (
    <Popover
      open={isOpen}
      onOpenChange={open}
      trigger="click"
      placement="bottomLeft"
      title={words.asOfTitle}
      destroyOnHidden
      content={<AsOfPicker onDone={() => open(false)} />}
    >
      <button type="button" className="top-button top-as-of" data-past={asOf ? "" : undefined}>
        <HistoryOutlined />
        <span><span className="top-word">{words.asOf} </span>{asOf ? <>{formatMinute(asOf).slice(0, 10)}<span className="top-minute">{formatMinute(asOf).slice(10)}</span></> : words.now}</span>
      </button>
    </Popover>
  );
}
