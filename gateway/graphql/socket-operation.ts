import { traceOf } from '../http/requests.ts';
import type { IncomingMessage } from 'node:http';
import { GraphQLError, specifiedRules, validate, type ExecutionArgs } from 'graphql';
import type { Caller } from '../../ports/identity.ts';
import type { Admission } from './admit.ts';
import { createContext, type ContextParts } from './context.ts';
import { answerErrors, publicError } from './errors.ts';
import { shapeRule } from './limits.ts';
import { parseDocument } from './operation-source.ts';
import type { ExecutableSchema } from './schema.ts';

/** What is known of one connection. */
export interface SocketCaller {
  readonly request: IncomingMessage;
  /** Where the caller's points are counted. */
  readonly address: string;
  readonly correlationId: string;
  caller: Caller;
  /** Ends the connection when it is no longer known who the caller is. */
  readonly lasts: (caller: Caller, authorization: string | undefined) => void;
}

/** What a client sends to subscribe. */
export interface SubscribePayload {
  readonly query?: unknown;
  readonly variables?: unknown;
  readonly operationName?: unknown;
}

/** The same limits as over HTTP, then the operation with its context. Throws the error that the client gets. */
export function prepareSubscription(
  {
    parts,
    executable,
    admission,
  }: { readonly parts: ContextParts; readonly executable: ExecutableSchema; readonly admission: Admission },
  { request, address, caller, correlationId }: SocketCaller,
  payload: SubscribePayload,
): ExecutionArgs {
  const { schema } = executable;
  if (typeof payload.query !== 'string') throw publicError('BAD_REQUEST', 'Send the subscription as text.');
  const variableValues =
    typeof payload.variables === 'object' && payload.variables !== null
      ? (payload.variables as Record<string, unknown>)
      : {};
  const operationName = typeof payload.operationName === 'string' ? payload.operationName : undefined;
  admission.chargeReading(payload.query, caller, address);
  const document = parseDocument(payload.query);
  const errors = validate(schema, document, [...specifiedRules, shapeRule]);
  if (errors.length > 0) throw errors;
  const plan = admission.plan(document, operationName);
  if (plan.kind !== 'subscription')
    throw publicError(
      'BAD_REQUEST',
      'Only subscriptions go through this connection; send queries and mutations by POST.',
    );
  admission.check({ document, operationName, variables: variableValues, caller, address }, plan);
  const contextValue = createContext(parts, {
    caller,
    correlationId,
    traceparent: traceOf(request),
    reportSatisfied: () => {},
    setCookie: () => {},
    address,
    userAgent: request.headers['user-agent'] ?? '',
    isInUrl: false,
  });
  return { schema, document, variableValues, ...(operationName === undefined ? {} : { operationName }), contextValue };
}

/** What the client may see of errors. */
export function shownErrors(
  { parts }: { readonly parts: ContextParts },
  { correlationId }: SocketCaller,
  errors: readonly unknown[],
): GraphQLError[] {
  const answers = answerErrors(errors, { logger: parts.ports.logger, correlationId, partial: false }).errors;
  return answers.map((answer) => {
    const { message, extensions } = answer as { message: string; extensions: Record<string, unknown> };
    return new GraphQLError(message, { extensions });
  });
}
