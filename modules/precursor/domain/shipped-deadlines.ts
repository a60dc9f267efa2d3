import { z } from "zod";
import { DeadlineRule } from "../contract/deadline.ts";
import file from "../data/deadlines.json" with { type: "json" };

/** The statutory deadlines that come with the program; editing the data changes the duty, not the code. */
export const DEADLINE_RULES: readonly DeadlineRule[] = z.array(DeadlineRule).parse(file);
