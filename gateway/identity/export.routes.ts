import { Readable } from 'node:stream';
import type { FastifyInstance, FastifyReply } from 'fastify';
import { isId } from '../graphql/connection.ts';
import type { GatewayServices } from '../graphql/context-module.ts';
import { isForeign } from '../http/requests.ts';
import type { GatewayPorts } from '../ports.ts';
import { stepUp } from './step-up.ts';

const say = (reply: FastifyReply, status: number, code: string, message: string): FastifyReply =>
  reply.code(status).header('cache-control', 'no-store').send({ code, message });

/**
 * `GET /exports/{id}`: the copy of everything about somebody, for whoever is signed in with that account and proved it on this device
 * within some minutes. To everybody else it is as if it did not exist.
 */
export function registerExports(app: FastifyInstance, { ports, identify, publicOrigin }: GatewayServices): void {
  app.get<{ Params: { exportId: string } }>('/exports/:exportId', async (request, reply) => {
    const missing = (): FastifyReply => say(reply, 404, 'export.unknown', 'There is no such copy of your data.');
    if (isForeign(request.headers, publicOrigin)) return missing();
    const caller = await identify(request, reply);
    if (caller.account === undefined)
      return say(reply, 401, 'account.signed-out', 'You are not signed in. Sign in first.');
    const { exportId } = request.params;
    if (!isId(exportId)) return missing();
    const copy = await ports.queries.exports.byId(exportId);
    if (copy?.status !== 'ready' || copy.accountId !== caller.account.accountId) return missing();
    if (ports.now() >= Date.parse(copy.expiresAt ?? '')) return missing();
    const unproved = await stepUp({ caller, ports });
    if (unproved !== undefined) return say(reply, 403, unproved.code, unproved.message);
    const first = await ports.exports.get(exportId, 0);
    if (first === undefined) return missing();
    const day = new Date(ports.now()).toISOString().slice(0, 10);
    return reply
      .headers({
        'cache-control': 'no-store',
        'content-type': 'application/json; charset=utf-8',
        'content-disposition': `attachment; filename="reprise-my-data-${day}.json"`,
      })
      .send(Readable.from(textOf(ports, exportId, first, copy.parts)));
  });
}

/** The document, part by part. @throws Error where a part is missing: what came before is not the whole */
async function* textOf(
  { exports }: Pick<GatewayPorts, 'exports'>,
  exportId: string,
  first: string,
  parts: number,
): AsyncIterable<Buffer> {
  yield Buffer.from(first);
  for (let nth = 1; nth < parts; nth += 1) {
    const text = await exports.get(exportId, nth);
    if (text === undefined) throw new Error(`Part ${nth} of the export ${exportId} is missing.`);
    yield Buffer.from(text);
  }
}
