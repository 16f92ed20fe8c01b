import type { SharedState } from '../shared-state.ts';

/** Shared state that answers to nobody, as when Redis is away: counters say so, leases are skipped. */
export const absentSharedState: SharedState = {
  counters: { addMany: async () => undefined },
  leases: {
    hold: async () => undefined,
    drop: async () => undefined,
    count: async () => undefined,
    lapsed: async () => undefined,
  },
  health: async () => ({ ok: false, detail: 'Redis does not answer' }),
  close: () => undefined,
};
