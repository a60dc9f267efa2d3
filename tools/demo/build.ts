import type { Actor } from "#kernel/actor.ts";
import type { Day } from "#kernel/calendar.ts";
import { listImports } from "#precursor/contract";
import { jobs } from "../../entry/house.ts";
import { DUTY_JOB } from "../../modules/precursor/server/duty-jobs.ts";
import { demoCity } from "./city.ts";
import { demoFiles, DEMO_UNIT, importFiles, LAST_FILE, TODAY_OF_NAME, type DemoActors, type DemoHouse, type Say } from "./import-city.ts";
import { areWorkedOn, workFindings } from "./work-findings.ts";

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
  if (await isDemoBuilt(call, actors.city)) return false;
  const done = await importedNames(call, actors.city);
  const begunFor = [...done].flatMap((name) => TODAY_OF_NAME.exec(name)?.[1] ?? [])[0] ?? today;
  if (!hasLast(done)) await importFiles(build, actors, demoFiles(demoCity(begunFor), begunFor), done, say);
  await jobs.find(({ task }) => task === DUTY_JOB)?.run({ unitCode: DEMO_UNIT }, { gate: build.gate, isLastAttempt: false });
  await workFindings(call, actors.district);
  say("演示数据：疑点与待办已就绪 / findings and duties are ready");
  return true;
}

/** Every file taken and the findings worked on. @param actor one who sees the whole city */
export async function isDemoBuilt(call: Call, actor: Actor): Promise<boolean> {
  return hasLast(await importedNames(call, actor)) && (await areWorkedOn(call, actor));
}

const hasLast = (names: ReadonlySet<string>): boolean => [...names].some((name) => TODAY_OF_NAME.test(name) && name.includes(LAST_FILE));

const MOST_PAGES = 1_000;

async function importedNames(call: Call, actor: Actor): Promise<Set<string>> {
  const names = new Set<string>();
  let after: string | undefined;
  for (let page = 0; page < MOST_PAGES; page++) {
    const { rows, next } = listImports.output.parse(await call(actor, listImports.name, { limit: 500, after }));
    for (const { state, fileName } of rows) if (state === "done") names.add(fileName);
    if (next === null) break;
    after = next;
  }
  return names;
}
