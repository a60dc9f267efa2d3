/** GB/T 22239-2019 level 3 asks for an idle exit; the absolute end bounds a stolen session to one working day. */
export const SESSION = { idleMs: 30 * 60_000, absoluteMs: 12 * 3_600_000, seenEveryMs: 60_000 } as const;

export type SessionTimes = { readonly openedAt: Date; readonly lastSeenAt: Date; readonly endedAt: Date | null };

/** The instant from which the session no longer opens anything, unless it is used before. */
export function sessionEnds(session: SessionTimes): Date {
  if (session.endedAt) return session.endedAt;
  return new Date(Math.min(session.lastSeenAt.getTime() + SESSION.idleMs, session.openedAt.getTime() + SESSION.absoluteMs));
}

export const isSessionAlive = (session: SessionTimes, now: Date): boolean => sessionEnds(session) > now;
