import type { FastifyReply, FastifyRequest } from 'fastify';
import { GraphQLError } from 'graphql';
import type { GatewayPorts } from '../ports.ts';
import { answerErrors, publicError } from './errors.ts';
import { statusOf } from '../http/requests.ts';
import { LIMITS } from './limits.ts';

/** What failed before or around the execution: bodies that are no JSON, too large, or not ours to take. */
export const answerFailure =
  (ports: GatewayPorts) =>
  (error: unknown, request: FastifyRequest, reply: FastifyReply): unknown => {
    const code = error instanceof Error && 'code' in error ? String(error.code) : '';
    const fits = (status: number, text: string): [number, GraphQLError] => [status, publicError('BAD_REQUEST', text)];
    const [status, shown] =
      error instanceof GraphQLError
        ? [403, error]
        : code === 'FST_ERR_CTP_BODY_TOO_LARGE'
          ? fits(413, `A request may have at most ${LIMITS.bodyBytes} bytes.`)
          : code === 'FST_ERR_CTP_INVALID_MEDIA_TYPE'
            ? fits(415, 'Send operations as `content-type: application/json`.')
            : (statusOf(error) ?? 500) < 500
              ? fits(statusOf(error) ?? 400, 'The body is not the JSON of an operation.')
              : [500, error];
    const { errors } = answerErrors([shown], { logger: ports.logger, correlationId: request.id, partial: false });
    return reply
      .code(status)
      .type('application/json; charset=utf-8')
      .send(JSON.stringify({ data: null, errors }));
  };
