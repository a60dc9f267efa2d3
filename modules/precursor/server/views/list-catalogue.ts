import { dayOf } from "#kernel/calendar.ts";
import type { OutputOf, ParsedInputOf } from "#kernel/contract.ts";
import type { UseCase } from "#platform/module.ts";
import type { listCatalogue } from "../../contract/register.api.ts";
import { substanceViews } from "../../domain/substance-view.ts";

/** The same for everybody: the catalogue has no territory. */
export const readCatalogue: UseCase<ParsedInputOf<typeof listCatalogue>, OutputOf<typeof listCatalogue>> = async ({ now }, { q, on }) => {
  const day = on ?? dayOf(now);
  return { on: day, substances: substanceViews(q, day) };
};
