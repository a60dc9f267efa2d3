/** Five wrong tries in 15 minutes lock an account for 30; an address may fail more often, because an office shares one. */
export const LOCKOUT = {
  account: { tries: 5, windowMs: 15 * 60_000, lockMs: 30 * 60_000 },
  address: { tries: 40, windowMs: 15 * 60_000, lockMs: 30 * 60_000 },
} as const;
export type LockoutRule = { readonly tries: number; readonly windowMs: number; readonly lockMs: number };

export type Attempts = { readonly chargedAt: readonly Date[]; readonly lockedUntil: Date | null };

/**
 * A try is charged before the password is looked at and given back when it was right, so a hundred guesses at the same moment
 * count as a hundred. Gives the new state, and until when the key is locked if this try may not be made at all.
 */
export function charge(attempts: Attempts, rule: LockoutRule, now: Date): { after: Attempts; lockedUntil: Date | undefined } {
  if (attempts.lockedUntil && attempts.lockedUntil > now) return { after: attempts, lockedUntil: attempts.lockedUntil };
  const since = Math.max(now.getTime() - rule.windowMs, attempts.lockedUntil?.getTime() ?? 0);
  const chargedAt = [...attempts.chargedAt.filter((at) => at.getTime() > since), now].slice(-rule.tries);
  const lockedUntil = chargedAt.length >= rule.tries ? new Date(now.getTime() + rule.lockMs) : null;
  return { after: { chargedAt, lockedUntil }, lockedUntil: undefined };
}

/** Takes the newest charge back, and with it a lock that it alone brought about. */
export function giveBack(attempts: Attempts, rule: LockoutRule): Attempts {
  const wasLast = attempts.chargedAt.length <= rule.tries;
  return { chargedAt: attempts.chargedAt.slice(0, -1), lockedUntil: wasLast ? null : attempts.lockedUntil };
}
