import type { GatewayServices } from '../graphql/context-module.ts';
import { liveSignIns } from '../identity/live-sign-ins.ts';
import { liveRights, type LiveRight } from './live-right.ts';
import { liveStreams } from './live-streams.ts';
import type { SessionClaims } from './session-token.ts';

/** Why a player that still reports may not go on, as it is told. */
const told = (right: LiveRight): string | undefined => {
  switch (right.kind) {
    case 'play':
      return undefined;
    case 'stopped':
      // What comes late of one that ended by itself is as it should be.
      return right.reason === 'stop' ? undefined : right.reason;
    case 'signed-out':
      return 'signed_out';
    case 'pay':
    case 'suspended':
      return 'not_entitled';
    default:
      return 'not_shown';
  }
};

/** Asks why the session of a heartbeat may not go on; undefined: it may, or it has ended by itself. */
export function sessionEnds(services: Pick<GatewayServices, 'ports' | 'changes'>) {
  const [rightOf, signIns, streams] = [liveRights(services), liveSignIns(services), liveStreams(services)];
  return async ({ s, t, a, i, v }: SessionClaims): Promise<string | undefined> => {
    if (v !== undefined) {
      const caller = { kind: v.k, audience: v.m, ...(v.c === undefined ? {} : { territory: v.c }) };
      const who = { ...(i === undefined ? {} : { signInId: i }), household: v.h, accountId: a };
      return told(await rightOf({ sessionId: s, titleId: t, caller, ...who }));
    }
    if (i !== undefined && !(await signIns.holds(i))) return 'signed_out';
    const reason = a === undefined ? undefined : await streams.endOf(a, s);
    return reason === undefined ? undefined : told({ kind: 'stopped', reason });
  };
}
