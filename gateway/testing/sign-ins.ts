import type { MemoryLog } from '../../ports/testing/memory-event-log.ts';
import type { DeviceRow, SignInQueries, SignInRow } from '../../projections/identity/sign-ins.rows.ts';
import { language } from '../../schemas/language.ts';

const noDevice = { deviceId: null, deviceName: null } as const;

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
        found.set(event.data.signInId, {
          ...event.data,
          ...noDevice,
          profileId: null,
          signedInAt: at,
          seenAt: at,
          endedAt: null,
        });
      const signInId = 'signInId' in event.data ? event.data.signInId : undefined;
      const row = signInId === undefined ? undefined : found.get(signInId);
      if (row === undefined) continue;
      if (event.type === 'identity.SignedOut') found.set(row.signInId, { ...row, endedAt: at });
      if (event.type === 'identity.SignInRenewed')
        found.set(row.signInId, { ...row, seenAt: at, expiresAt: event.data.expiresAt });
      if (event.type === 'identity.ProfileChosen') found.set(row.signInId, { ...row, profileId: event.data.profileId });
    }
    const on = devices();
    return [...found.values()].toReversed().map((row) => {
      const device = on.find(({ signIns }) => signIns.has(row.signInId));
      return device === undefined ? row : { ...row, deviceId: device.deviceId, deviceName: device.name };
    });
  };
  const devices = (): (DeviceRow & { readonly signIns: ReadonlySet<string> })[] => {
    const found = new Map<string, DeviceRow & { readonly signIns: ReadonlySet<string> }>();
    for (const recorded of log.events) {
      const decoded = language.decode(recorded);
      if (decoded.kind !== 'known') continue;
      const { event } = decoded;
      if (event.type === 'identity.DeviceRegistered')
        found.set(event.data.deviceId, { ...event.data, name: null, blocked: false, signIns: new Set() });
      const deviceId = 'deviceId' in event.data ? event.data.deviceId : undefined;
      const row = deviceId === undefined ? undefined : found.get(deviceId);
      if (row === undefined) continue;
      if (event.type === 'identity.DeviceUsed')
        found.set(row.deviceId, { ...row, signIns: new Set([...row.signIns, event.data.signInId]) });
      if (event.type === 'identity.DeviceNamed') found.set(row.deviceId, { ...row, name: event.data.name });
      if (event.type === 'identity.DeviceBlocked') found.set(row.deviceId, { ...row, blocked: true });
      if (event.type === 'identity.DeviceUnblocked') found.set(row.deviceId, { ...row, blocked: false });
    }
    return [...found.values()];
  };
  return {
    byId: async (signInId) => rows().find((row) => row.signInId === signInId),
    latest: async (accountId) => rows().find((row) => row.accountId === accountId),
    blocked: async (accountId) => devices().filter((row) => row.accountId === accountId && row.blocked),
    open: async (accountId, now) =>
      rows().filter((row) => row.accountId === accountId && row.endedAt === null && row.expiresAt > now),
  };
}
