import type { Role, RoleHealth } from '../ports/role.ts';
import type { GatewayDeps } from './gateway-deps.ts';
import { startGateway } from './start-gateway.ts';

export type { GatewayDeps } from './gateway-deps.ts';

/** The gateway as a role, and where it listens. */
export interface Gateway extends Role {
  /** `http://host:port`; only after `start`. */
  url(): string;
}

/** Everything that the outside world may talk to: GraphQL, uploads, delivery, heartbeats, health, pages. */
export function createGateway(deps: GatewayDeps): Gateway {
  let running: { readonly url: string; readonly stop: () => Promise<void> } | undefined;
  return {
    name: 'gateway',
    async start() {
      running = await startGateway(deps);
      deps.logger.info({ url: running.url }, 'the gateway listens');
    },
    async stop() {
      await running?.stop();
      running = undefined;
    },
    async health(): Promise<RoleHealth> {
      return running === undefined
        ? { ok: false, detail: 'not started' }
        : { ok: true, detail: `listens on ${running.url}` };
    },
    url() {
      if (running === undefined) throw new Error('The gateway has no address before it is started.');
      return running.url;
    },
  };
}
