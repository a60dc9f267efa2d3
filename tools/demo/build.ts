import type { Actor } from "#kernel/actor.ts";
import type { Day } from "#kernel/calendar.ts";
import { listImports } from "#precursor/contract";
import { jobs } from "../../entry/house.ts";
import { DUTY_JOB } from "../../modules/precursor/server/duty-jobs.ts";
import { demoCity } from "./city.ts";
import { demoFiles, DEMO_UNIT, importFiles, LAST_FILE, TODAY_OF_NAME, type DemoActors, type DemoHouse, type Say } from "./import-city.ts";
import { workFindings } from "./work-findings.ts";

/** Runs the named endpoint through the gate as this actor. */
export type Call = (actor: Actor, endpointName: string, input: unknown) => Promise<unknown>;

export type DemoBuild = DemoHouse & { readonly call: Call; readonly actors: DemoActors; readonly say: Say };

/**
 * Builds the demonstration city (演示数据), or goes on where an earlier build was interrupted.
 * @param today last day + 1 of its trade, where nothing was built yet
 * @returns false when it stood already and nothing was done
 */
export async function buildDemoCity(build: DemoBuild, today: Day): Promise<boolean> {
  const { call, actors, say } = build;
  const done = await importedNames(call, actors.city);
  const begunFor = [...done].flatMap((name) => TODAY_OF_NAME.exec(name)?.[1] ?? [])[0] ?? today;
  const isComplete = [...done].some((name) => name.startsWith(`演示数据-${LAST_FILE}-`));
  if (!isComplete) await importFiles(build, actors, demoFiles(demoCity(begunFor), begunFor), done, say);
  await workFindings(call, actors.district);
  if (isComplete) return false;
  await jobs.find(({ task }) => task === DUTY_JOB)?.run({ unitCode: DEMO_UNIT }, { gate: build.gate });
  say("演示数据：待办已生成 / duties opened");
  return true;
}

async function importedNames(call: Call, officer: Actor): Promise<Set<string>> {
  const page = listImports.output.parse(await call(officer, listImports.name, { limit: 200 }));
  return new Set(page.rows.flatMap(({ state, fileName }) => (state === "done" ? [fileName] : [])));
}
