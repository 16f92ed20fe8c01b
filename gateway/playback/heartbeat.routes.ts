import type { FastifyInstance } from 'fastify';
import { compileLazily } from '../../schemas/kernel/validate.ts';
import { messageSchema } from '../../schemas/generator/json-files.ts';
import { HeartbeatBatch, heartbeatBatchMessage } from '../../schemas/playback/heartbeat.messages.ts';
import { credentialsOf } from '../http/requests.ts';
import { bringsSeeAs } from '../identity/see-as.ts';
import type { GatewayServices } from '../graphql/context-module.ts';
import { registerCmcdReports } from './cmcd.routes.ts';
import { createIntake } from './heartbeat-intake.ts';
import { HEARTBEATS_PATH } from './start-playback.ts';
import { openSession } from './session-token.ts';

const MAX_BODY = 32 * 1024;
/** The published schema, compiled: a heartbeat is looked at thousands of times a second. */
const wrongInBatch = compileLazily(HeartbeatBatch, 'input');

/**
 * `POST /playback/heartbeats`: a batch of samples becomes a message for the telemetry writer. `sendBeacon` can only send
 * simple content types, so plain text is taken too: what authorises a batch is the session token inside it.
 * `GET /playback/heartbeats/schema.json` is its JSON Schema, with examples.
 */
export function registerHeartbeats(app: FastifyInstance, services: GatewayServices): void {
  const { ports, identify } = services;
  const take = createIntake(services);
  const schema = JSON.stringify(messageSchema(heartbeatBatchMessage));
  app.get(`${HEARTBEATS_PATH}/schema.json`, async (_request, reply) =>
    reply.type('application/schema+json').header('cache-control', 'public, max-age=3600').send(schema),
  );
  registerCmcdReports(app, services, take);
  app.register(async (scope) => {
    scope.addContentTypeParser(
      'text/plain',
      { parseAs: 'string', bodyLimit: MAX_BODY },
      scope.getDefaultJsonParser('error', 'error'),
    );
    scope.post(HEARTBEATS_PATH, { bodyLimit: MAX_BODY }, async (request, reply) => {
      // Only where a browser brings the cookie: a heartbeat needs nobody's name.
      if (bringsSeeAs(ports, credentialsOf(request.headers, false).cookies)) {
        const { seeAs } = await identify(request, reply);
        if (seeAs !== undefined)
          return reply.code(403).send({ error: 'You see this as somebody else does. End that first.' });
      }
      const wrong = wrongInBatch(request.body);
      if (wrong !== undefined) return reply.code(400).send({ error: `The batch does not fit: ${wrong}` });
      const batch = request.body as HeartbeatBatch;
      const session = await openSession(ports.keyring, batch.sessionToken, ports.now());
      if (session === undefined) return reply.code(403).send({ error: 'This session is over. Start the film again.' });
      return take(request, reply, session, batch);
    });
  });
}
