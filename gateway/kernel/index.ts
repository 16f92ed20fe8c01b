import type { GatewayContext } from '../graphql/context-module.ts';
import { kernelResolvers } from './kernel.resolvers.ts';

/** What every other context's schema builds on: scalars, refusals, pages, and who asks. */
export const kernel: GatewayContext = {
  name: 'kernel',
  sdl: new URL('kernel.graphql', import.meta.url),
  resolvers: [kernelResolvers],
  checks: (ports) => [
    {
      name: 'event store',
      required: true,
      check: async () => ({ ok: true, detail: `head at ${await ports.log.head()}` }),
    },
    {
      name: 'read models',
      required: true,
      check: async () => {
        const status = await ports.queries.consistency.status();
        return {
          ok: true,
          detail:
            status.map(({ name, state, position }) => `${name} ${state} at ${position}`).join(', ') ||
            'no projection has started yet',
        };
      },
    },
    {
      name: 'parked and paused',
      required: false,
      check: async () => {
        const troubles = await ports.queries.consistency.troubles();
        return { ok: troubles.length === 0, detail: troubles.join('; ') || 'nothing' };
      },
    },
  ],
};
