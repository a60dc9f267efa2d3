export type { NewDuty } from "./contract/index.ts";
/** The holiday calendar statutory clocks are counted with. */
export { shippedCalendar as ownCalendar } from "./domain/holidays.ts";
export { dutyModule } from "./server/module.ts";
export { listDutiesAbout, type KnownDuty } from "./server/list-duties-about.ts";
export { openDuties, settleDuties, type Settlement } from "./server/open-duties.ts";
