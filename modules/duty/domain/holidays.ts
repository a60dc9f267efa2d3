import { z } from "zod";
import { holidayCalendar, type HolidayCalendar } from "#kernel/calendar.ts";
import { Holiday } from "../contract/index.ts";
import file from "../data/holidays.json" with { type: "json" };

/** The State Council's published arrangements that come with the program. */
export const HOLIDAYS: readonly Holiday[] = z.array(Holiday).parse(file);

export const shippedCalendar: HolidayCalendar = holidayCalendar(HOLIDAYS);
