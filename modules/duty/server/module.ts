import { handle, type Module } from "#platform/module.ts";
import { completeDuty, dutyRefusals, getDuty, getDutyFile, listDuties, listHolidays, openDuty, waiveDuty } from "../contract/index.ts";
import { HOLIDAYS } from "../domain/holidays.ts";
import { completeWithEvidence, waiveWithReason } from "./close-duty.ts";
import { openByHand } from "./open-duties.ts";
import { readDuties, readDuty, readDutyFile } from "./read-duties.ts";

export const dutyModule: Module = {
  name: "duty",
  refusals: dutyRefusals.words,
  handlers: [
    handle(listDuties, readDuties),
    handle(getDuty, readDuty),
    handle(getDutyFile, readDutyFile),
    handle(openDuty, openByHand),
    handle(completeDuty, completeWithEvidence),
    handle(waiveDuty, waiveWithReason),
    handle(listHolidays, async (_context, { year }) => ({ holidays: HOLIDAYS.filter((holiday) => year === undefined || holiday.date.startsWith(`${year}-`)) })),
  ],
};
