import type { MemoryLog } from '../../ports/testing/memory-event-log.ts';
import {
  devices,
  deviceSignIns,
  forgotten,
  signIns,
  signInsProjection,
} from '../../projections/identity/sign-ins.projection.ts';
import type { SignInQueries, SignInRow } from '../../projections/identity/sign-ins.rows.ts';
import { rowsIn } from '../../projections/testing/plain-fold.ts';

/** The list of sign-ins and devices, always as new as the log in memory. */
export function signInsOf(log: MemoryLog): SignInQueries {
  const tableOf = <T extends Parameters<typeof rowsIn>[1]>(table: T) => rowsIn(signInsProjection, table, log.events);
  const isKnown = ({ accountId }: { readonly accountId: string }): boolean =>
    tableOf(forgotten).every((row) => row.accountId !== accountId);
  const rows = (): SignInRow[] => {
    const deviceOf = new Map(tableOf(deviceSignIns).map(({ signInId, deviceId }) => [signInId, deviceId]));
    const byId = new Map(tableOf(devices).map((device) => [device.deviceId, device]));
    return (
      tableOf(signIns)
        .filter(isKnown)
        // The last used first, as the log has it: clocks of tests stand still.
        .toSorted((a, b) => Number(b.position - a.position))
        .map((row) => {
          const device = byId.get(deviceOf.get(row.signInId) ?? '');
          return { ...row, deviceId: device?.deviceId ?? null, deviceName: device?.name ?? null };
        })
    );
  };
  return {
    byId: async (signInId) => rows().find((row) => row.signInId === signInId),
    latest: async (accountId) =>
      rows()
        .filter((row) => row.accountId === accountId)
        .toSorted((a, b) => b.signedInAt.localeCompare(a.signedInAt))[0],
    blocked: async (accountId) =>
      tableOf(devices).filter((row) => row.accountId === accountId && row.blocked && isKnown(row)),
    open: async (accountId, now) =>
      rows().filter((row) => row.accountId === accountId && row.endedAt === null && row.expiresAt > now),
  };
}
