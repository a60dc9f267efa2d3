import { Button, Input, Space } from "antd";
import { useState } from "react";
import { DayField } from "../form/DayField.tsx";
import { formatDay, formatMinute, shanghaiInstant } from "../words/format.ts";
import { useWords } from "../words/words.ts";
import { frameWords } from "./frame-words.ts";
import { useAsOf, useSetUrlState } from "./url.ts";

export default function AsOfPicker({ onDone }: { readonly onDone: () => void }) {
  const words = useWords(frameWords);
  const setState = useSetUrlState();
  const asOf = useAsOf();
  const [day, setDay] = useState(asOf ? formatDay(asOf) : formatDay(Date.now()));
  const [minute, setMinute] = useState(asOf ? formatMinute(asOf).slice(11) : "23:59");
  const isMinute = /^([01]\d|2[0-3]):[0-5]\d$/.test(minute);
  const choose = (moment: string | undefined) => {
    setState({ asOf: moment });
    onDone();
  };
  return (
    <div className="as-of-picker">
      <p className="soft">{words.asOfExplain}</p>
      <Space>
        <DayField value={day} onChange={(next) => setDay(next ?? "")} latest={formatDay(Date.now())} label={words.asOfDay} />
        <Input style={{ width: 76 }} inputMode="numeric" maxLength={5} placeholder="23:59" value={minute} onChange={(event) => setMinute(event.target.value.replace("：", ":"))} status={isMinute ? "" : "error"} aria-label={words.asOfTime} />
      </Space>
      <Space>
        <Button type="primary" disabled={!day || !isMinute} onClick={() => choose(shanghaiInstant(day, minute))}>{words.apply}</Button>
        <Button onClick={() => choose(undefined)}>{words.backToNow}</Button>
      </Space>
    </div>
  );
}
