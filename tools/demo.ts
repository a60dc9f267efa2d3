import { cookieAfter, DEMO_PASSWORD, seedDemoAccounts, systemActor } from "#access";
import { openSession } from "#access/contract";
import type { Actor } from "#kernel/actor.ts";
import { dayOf, isDay } from "#kernel/calendar.ts";
import { readConfig } from "#platform/config.ts";
import { makeLog } from "#platform/log.ts";
import { ownCity } from "#territory";
import { demoPlaces } from "../entry/demo-places.ts";
import { handlers } from "../entry/house.ts";
import { openHouse, type House } from "../entry/open-house.ts";
import { buildDemoCity, isDemoBuilt, type Call } from "./demo/build.ts";

/**
 * `tsx tools/demo.ts [--today YYYY-MM-DD]`: builds the demonstration city (演示数据) in the running system of the data folder,
 * as its demonstration accounts. Built already: ends at once.
 */
async function main(): Promise<void> {
  const config = readConfig();
  if (!config.demo) return;
  const asked = process.argv[process.argv.indexOf("--today") + 1];
  const today = process.argv.includes("--today") && asked !== undefined && isDay(asked) ? asked : dayOf(new Date());
  const begun = Date.now();
  const house = await openHouse(config, makeLog());
  try {
    const city = ownCity().code;
    const call: Call = (actor, name, input) => callThrough(house, actor, name, input);
    if (await isDemoBuilt(call, systemActor(city))) return;
    await house.gate.act(systemActor(city), "access.demo-accounts", (context) => seedDemoAccounts(context, demoPlaces(city)));
    const places = demoPlaces(city);
    const actors = { city: await signIn(house, call, "shi-jinduban"), district: await signIn(house, call, `${places.district.latin}-jinduban`) };
    const isBuilt = await buildDemoCity({ gate: house.gate, files: house.files, call, actors, say }, today);
    if (isBuilt) say(`演示数据已就绪，用时 ${Math.round((Date.now() - begun) / 1_000)} 秒。 / Demonstration data are ready.`);
  } finally {
    await house.stop();
  }
}

const say = (line: string): void => void process.stdout.write(`${line}\n`);

function callThrough(house: House, actor: Actor, name: string, input: unknown): Promise<unknown> {
  const handler = handlers.find(({ endpoint }) => endpoint.name === name);
  if (!handler) throw new Error(`no endpoint ${name}`);
  return house.gate.run(handler, { actor, input, commandId: house.gate.newId() });
}

/** Signs in as anybody would, and is whom the session says. */
async function signIn(house: House, call: Call, login: string): Promise<Actor> {
  const nobody = await house.access.identify({ sessionToken: undefined, programToken: undefined, address: "127.0.0.1" });
  const cookie = cookieAfter(openSession.name, await call(nobody, openSession.name, { account: login, password: DEMO_PASSWORD }));
  if (typeof cookie !== "object") throw new Error(`${login} could not sign in`);
  return house.access.identify({ sessionToken: cookie.set, programToken: undefined, address: "127.0.0.1" });
}

await main();
