import { DatePicker } from "antd";
import dayjs from "dayjs";
import type { KeyboardEvent } from "react";
import "dayjs/locale/zh-cn";
import "./form.css";

type MinuteFieldProps = {
  readonly id?: string;
  /** "2026-11-23T08:05" on the Shanghai clock, whatever the browser's; undefined while empty. */
  readonly value: string | undefined;
  readonly onChange: (minute: string | undefined) => void;
  readonly label?: string;
  readonly invalid?: boolean;
};

const KEPT = "YYYY-MM-DDTHH:mm";

/**
 * A day and a minute in 24 hours, in the program's language: the browser's own field follows the browser's. Typing
 * 2026-11-23 08:05, 20261123 0805 or 2026/11/23 8:05 works too; leaving the field takes what was typed or picked.
 */
export function MinuteField({ id, value, onChange, label, invalid }: MinuteFieldProps) {
  return (
    <span className="minute-field" onKeyDown={keepInForm}>
      <DatePicker
        id={id}
        classNames={{ popup: { root: "minute-popup" } }}
        value={value ? dayjs(value, KEPT) : null}
        onChange={(minute) => onChange(minute ? minute.format(KEPT) : undefined)}
        format={["YYYY-MM-DD HH:mm", "YYYY-M-D H:mm", "YYYY/M/D H:mm", "YYYY.M.D H:mm", "YYYYMMDD HHmm", "YYYYMMDDHHmm", KEPT]}
        showTime={{ format: "HH:mm" }}
        // The button would take the browser's clock, which may stand in another time zone.
        showNow={false}
        needConfirm={false}
        aria-label={label}
        status={invalid ? "error" : undefined}
      />
    </span>
  );
}

/** Enter takes what was typed; it must not also send the form, whose time may not have arrived there yet. */
function keepInForm(event: KeyboardEvent) {
  if (event.key === "Enter") event.preventDefault();
}
