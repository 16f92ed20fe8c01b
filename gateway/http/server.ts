import { fastifyCookie } from '@fastify/cookie';
import { createServer as createHttpServer } from 'node:http';
import Fastify, { type FastifyInstance } from 'fastify';
import type { Trusts } from './client-address.ts';
import type { Guard } from './guard.ts';
import { correlationOf } from './requests.ts';

/** A Fastify instance with the limits that hold for every route, and cookies. */
export async function createServer(options: {
  readonly trusts: Trusts;
  readonly guard: Guard;
}): Promise<FastifyInstance> {
  const { guard } = options;
  const app = Fastify({
    logger: false,
    genReqId: correlationOf,
    trustProxy: options.trusts,
    bodyLimit: 64 * 1024,
    forceCloseConnections: 'idle',
    return503OnClosing: true,
    routerOptions: { maxParamLength: 2000 },
    serverFactory(handle) {
      const server = createHttpServer({ connectionsCheckingInterval: guard.lookEveryMs }, (request, response) => {
        if (guard.admit(request, response)) handle(request, response);
      });
      guard.watch(server);
      return server;
    },
  });
  // Cookies are parsed where somebody is identified, not for every segment.
  await app.register(fastifyCookie, { hook: false });
  return app;
}

/** A busy port said so that the operator knows what to do; any other error as it is. */
export function explainBusyPort(error: unknown, address: { readonly host: string; readonly port: number }): unknown {
  if (!(error instanceof Error) || !('code' in error) || error.code !== 'EADDRINUSE') return error;
  return new Error(
    `Port ${address.port} of ${address.host} is busy. Stop what listens there, or choose another port with REPRISE_PORT.`,
    { cause: error },
  );
}
