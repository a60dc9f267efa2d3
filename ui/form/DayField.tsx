import { DatePicker } from "antd";
import dayjs from "dayjs";
import "dayjs/locale/zh-cn";

type DayFieldProps = {
  readonly id?: string;
  /** "2026-11-23", a day in Asia/Shanghai; no clock is involved. */
  readonly value: string | undefined;
  readonly onChange: (day: string | undefined) => void;
  readonly earliest?: string;
  readonly latest?: string;
  readonly label?: string;
  readonly invalid?: boolean;
};

/** A calendar day as text; typing 20261123 or 2026-11-23 works too. */
export function DayField({ id, value, onChange, earliest, latest, label, invalid }: DayFieldProps) {
  return (
    <DatePicker
      id={id}
      value={value ? dayjs(value, "YYYY-MM-DD") : null}
      onChange={(day) => onChange(day ? day.format("YYYY-MM-DD") : undefined)}
      format={["YYYY-MM-DD", "YYYYMMDD", "YYYY/M/D", "YYYY.M.D"]}
      minDate={earliest ? dayjs(earliest, "YYYY-MM-DD") : undefined}
      maxDate={latest ? dayjs(latest, "YYYY-MM-DD") : undefined}
      aria-label={label}
      status={invalid ? "error" : undefined}
    />
  );
}
