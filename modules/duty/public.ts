export type { NewDuty } from "./contract/index.ts";
/** The holiday calendar statutory clocks are counted with. */
export { shippedCalendar as ownCalendar } from "./domain/holidays.ts";
export { dutyModule } from "./server/module.ts";
export { openDuties, settleDuties, type Settlement } from "./server/open-duties.ts";
