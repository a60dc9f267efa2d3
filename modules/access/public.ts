import { actorCache } from "./server/actor-cache.ts";
import { identify, type Credentials } from "./server/identify.ts";
import { setParts, type AccessSettings } from "./server/parts.ts";
import type { Actor } from "#kernel/actor.ts";

export { accessModule } from "./server/module.ts";
export { anonymousActor, operatorActor, systemActor } from "./server/actors.ts";
export { bootstrapAdministrators, type FirstAdministrator } from "./server/bootstrap.ts";
export { DEMO_PASSWORD, seedDemoAccounts, type DemoPlaces } from "./server/demo-accounts.ts";
export { cookieAfter, publicOutput } from "./server/http-output.ts";
export { findOpenBreakGlass } from "./server/break-glass.ts";
export { maskedNames } from "./server/masked-names.ts";
export { BUSINESS_PERMISSIONS, ROLE_TABLE } from "./domain/roles.ts";
export type { AccessSettings, OidcSettings } from "./server/parts.ts";

export type Access = { readonly identify: (credentials: Credentials) => Promise<Actor>; readonly close: () => Promise<void> };

/** Called once by the house, after the database is open and before the first request; `close` before the database closes. */
export function startAccess(settings: AccessSettings): Access {
  const parts = setParts(settings);
  actorCache.onDoubt = settings.onDoubt;
  return { identify, close: () => parts.attempts.end({ timeout: 5 }) };
}
