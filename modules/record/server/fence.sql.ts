import type { Tx } from "#platform/db.ts";

/** The log is the whole city's: its own bookkeeping sees every unit. */
export const fenceCity = (tx: Tx) => tx`select set_config('qingyu.scope', 'city', true), set_config('qingyu.unit', '', true), set_config('qingyu.enterprise', '', true)`;
