import type { MemoryLog } from '../../ports/testing/memory-event-log.ts';
import type { SignInQueries, SignInRow } from '../../projections/identity/sign-ins.rows.ts';
import { language } from '../../schemas/language.ts';

/** The list of sign-ins, always as new as the log in memory. */
export function signInsOf(log: MemoryLog): SignInQueries {
  const rows = (): SignInRow[] => {
    const found = new Map<string, SignInRow>();
    for (const recorded of log.events) {
      const decoded = language.decode(recorded);
      if (decoded.kind !== 'known') continue;
      const { event } = decoded;
      const at = event.metadata.occurredAt;
      if (event.type === 'identity.SignedIn')
        found.set(event.data.signInId, { ...event.data, profileId: null, signedInAt: at, seenAt: at, endedAt: null });
      const signInId = 'signInId' in event.data ? event.data.signInId : undefined;
      const row = signInId === undefined ? undefined : found.get(signInId);
      if (row === undefined) continue;
      if (event.type === 'identity.SignedOut') found.set(row.signInId, { ...row, endedAt: at });
      if (event.type === 'identity.SignInRenewed')
        found.set(row.signInId, { ...row, seenAt: at, expiresAt: event.data.expiresAt });
      if (event.type === 'identity.ProfileChosen') found.set(row.signInId, { ...row, profileId: event.data.profileId });
    }
    return [...found.values()].toReversed();
  };
  return {
    byId: async (signInId) => rows().find((row) => row.signInId === signInId),
    latest: async (accountId) => rows().find((row) => row.accountId === accountId),
    open: async (accountId, now) =>
      rows().filter((row) => row.accountId === accountId && row.endedAt === null && row.expiresAt > now),
  };
}
