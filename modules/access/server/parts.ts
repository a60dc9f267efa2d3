import type { HolidayCalendar } from "#kernel/calendar.ts";
import { APP_ROLE, connectAs, roleUrl, type Database, type Sql } from "#platform/db.ts";
import type { Vault } from "#platform/vault/vault.ts";

export type OidcSettings = { readonly issuer: string; readonly clientId: string; readonly clientSecret?: string; readonly redirectUri: string; readonly words: { readonly zh: string; readonly en: string } };

/** What the house gives access at start. */
export type AccessSettings = {
  readonly database: Database;
  readonly vault: Vault;
  /** The city's own code, the unit of city officials. */
  readonly cityCode: string;
  readonly unitName: (unitCode: string) => string;
  /** Whether accounts may belong to this unit: the city, or a unit in force today. */
  readonly isUnit: (unitCode: string, now: Date) => boolean;
  /** For the three working days of a review. */
  readonly calendar: HolidayCalendar;
  readonly demo: boolean;
  readonly oidc?: OidcSettings | undefined;
  readonly clock?: () => Date;
  /** Something about this account is being changed, in a transaction that may still be open. */
  readonly onDoubt?: (accountId: string) => void;
};

export type AccessParts = Omit<AccessSettings, "database"> & {
  readonly app: Sql;
  /** Connections of their own for counting tries: a refusal rolls its transaction back, and the try must count all the same. */
  readonly attempts: Sql;
};

let current: AccessParts | undefined;

/** The list of modules is a constant, the database is not: the house calls this once before the first request. */
export function setParts({ database, ...settings }: AccessSettings): AccessParts {
  current = { ...settings, app: database.app, attempts: connectAs(roleUrl(database.ownerUrl, APP_ROLE), 2) };
  return current;
}

export function accessParts(): AccessParts {
  if (!current) throw new Error("access was not started: call startAccess first");
  return current;
}

