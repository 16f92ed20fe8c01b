import type { FastifyInstance, FastifyReply } from 'fastify';
import { inboxIdOf, receive } from '../../commands/pipeline/inbox.ts';
import { isOutage } from '../../ports/outage.ts';
import type { WebhookReading, WebhookRefusal } from '../../ports/payments.ts';
import { language } from '../../schemas/language.ts';
import type { GatewayServices } from '../graphql/context-module.ts';
import { addressGroup } from '../http/client-address.ts';
import { traceOf } from '../http/requests.ts';

/** Where the payment provider sends its messages. */
export const WEBHOOK_PATH = '/webhooks/payments';

const MAX_BODY = 256 * 1024;
/** Messages of one address that may be refused in a minute; then nothing of it is looked at any more. */
const REFUSALS_PER_MINUTE = 60;
const RETRY_SECONDS = '5';

const WHY: Readonly<Record<WebhookRefusal, string>> = {
  signature:
    'The signature does not belong to these bytes. Send them as they were signed, with the secret of this endpoint.',
  time: 'This was signed more than five minutes ago, or in the future. Sign it again, and set the clock.',
  unreadable: 'This is no event.',
};

/**
 * `POST /webhooks/payments`: what the payment provider says. Its bytes are checked before they are read, a message enters once by the
 * provider's id, and only its names enter: what became of them the provider is asked.
 */
export function registerPaymentWebhook(app: FastifyInstance, { ports, rateLimit }: GatewayServices): void {
  const { payments } = ports;
  const refuse = (reply: FastifyReply, status: number, code: string, message: string): FastifyReply =>
    reply.code(status).send({ error: { code, message } });
  app.register(async (scope) => {
    // A parser would write the bytes again, and the signature is of those that came.
    scope.removeAllContentTypeParsers();
    scope.addContentTypeParser('*', { parseAs: 'buffer', bodyLimit: MAX_BODY }, (_request, body, done) =>
      done(null, body),
    );
    scope.post(WEBHOOK_PATH, { bodyLimit: MAX_BODY }, async (request, reply) => {
      void reply.header('cache-control', 'no-store');
      if (payments === undefined)
        return refuse(reply, 404, 'payments.none', 'Nothing is sold here: there is no payment provider.');
      const who = `webhook:${addressGroup(request.ip)}`;
      const budget = rateLimit.spend(who, 0, REFUSALS_PER_MINUTE - 1);
      if (!budget.allowed) {
        void reply.header('retry-after', String(Math.ceil(budget.retryAfterMs / 1000)));
        return refuse(reply, 429, 'webhook.too-many', 'Too much of what came from here was refused. Wait a minute.');
      }
      const signature = request.headers['stripe-signature'];
      const body = Buffer.isBuffer(request.body) ? request.body : Buffer.alloc(0);
      const read = payments.readWebhook(body, typeof signature === 'string' ? signature : '', ports.now());
      if (read.kind === 'refused') {
        rateLimit.spend(who, 1, REFUSALS_PER_MINUTE);
        ports.logger.warn({ reason: read.why }, 'a message in the name of the payment provider was refused');
        return refuse(reply, 400, `webhook.${read.why}`, WHY[read.why]);
      }
      try {
        return reply.code(200).send({ received: await takeIn(ports, read, traceOf(request.raw)) });
      } catch (error) {
        if (!isOutage(error)) throw error;
        void reply.header('retry-after', RETRY_SECONDS);
        return refuse(reply, 503, 'webhook.not-now', 'It cannot be taken in right now. Send it again.');
      }
    });
  });
}

/** @returns what came of it: `ignored` is what concerns nobody here */
async function takeIn(
  { log, now }: Pick<GatewayServices['ports'], 'log' | 'now'>,
  { id, about, refs, createdAt }: Extract<WebhookReading, { kind: 'event' }>,
  traceparent: string | undefined,
): Promise<'received' | 'duplicate' | 'ignored'> {
  if (about === null) return 'ignored';
  const foreign = { source: 'payments', foreignId: id };
  const paymentEventId = inboxIdOf(foreign);
  const command = {
    category: 'paymentevent',
    streamId: paymentEventId,
    type: 'ReceivePaymentEvent',
    data: { paymentEventId, eventId: id, kind: about, refs, createdAt },
  };
  const trace = traceparent === undefined ? {} : { traceparent };
  const { kind } = await receive(
    { log, language },
    { ...foreign, commands: [command], ...trace },
    new Date(now()).toISOString(),
  );
  return kind;
}
