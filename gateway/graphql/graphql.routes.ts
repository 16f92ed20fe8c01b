import { GraphQLError, type DocumentNode } from 'graphql';
import { LRUCache } from 'lru-cache';
import mercurius from 'mercurius';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { TooLate, within } from '../http/deadline.ts';
import type { GatewayMetrics } from '../http/metrics.ts';
import { addressGroup } from '../http/client-address.ts';
import { isForeign, traceOf, type Identify, type SetCookie, statusOf } from '../http/requests.ts';
import { CONSISTENCY_WAIT_MS, type Admission } from './admit.ts';
import { answerEpoch } from './answer-epoch.ts';
import { createContext, groupOf, type ContextParts, type RequestContext } from './context.ts';
import { answerErrors, publicError } from './errors.ts';
import { keepAnswers } from './kept-answers.ts';
import { LIMITS, shapeRule } from './limits.ts';
import { answerFailure } from './graphql-failure.ts';
import { Body, documentOf, fromQuery } from './graphql-request.ts';
import { withDefaults } from './variable-defaults.ts';
import { parseDocument, sourceOf } from './operation-source.ts';
import type { PersistedOperations } from './persisted-operations.ts';
import type { ExecutableSchema } from './schema.ts';
import { shareWork } from '../../runtime/share-work.ts';

export interface GraphqlOptions {
  readonly parts: ContextParts;
  readonly executable: ExecutableSchema;
  readonly admission: Admission;
  readonly identify: Identify;
  readonly setCookie: SetCookie;
  readonly publicOrigin: string;
  readonly metrics: GatewayMetrics;
  /** What may be asked for by hash. */
  readonly persisted: PersistedOperations;
  /** The longest that one operation may take, ms. */
  readonly deadlineMs: number;
}

/** Documents that stay parsed and compiled: our own app has some sixty. One is up to 0.1 MB. */
const REMEMBERED_DOCUMENTS = 250;
/** Who brings no token may get an answer that held so long ago, ms: less than read models trail the log by. */
const UNSEEN_MS = 5;
const MAX_REPLY = 5 * 1024 * 1024;

/** One operation on its way: the gateway's context plus what the hooks need. */
interface Operation extends RequestContext {
  /** The document as Mercurius gets it (`sourceOf`). */
  readonly source: string;
  readonly variables: Readonly<Record<string, unknown>> | undefined;
  readonly operationName: string | undefined;
  /** Whether the last checks have been made before it was handed over. */
  readonly isAdmitted: boolean;
  readonly reply: FastifyReply;
  readonly request: FastifyRequest;
  readonly document: { kind: string };
}

/** An operation whose answer is for all callers of a kind, and the read models that the answer is made from. */
interface Shared {
  readonly operation: Operation;
  readonly reads: readonly string[];
  /** The answer may have held so long ago, ms. */
  readonly mayBeOldMs: number;
}

/** `POST /graphql` (and `GET` for queries): one operation a request, within the limits. */
export async function registerGraphql(app: FastifyInstance, options: GraphqlOptions): Promise<void> {
  const { ports } = options.parts;
  /** Documents that were found valid, by their source. */
  const documents = new LRUCache<string, DocumentNode>({ max: REMEMBERED_DOCUMENTS });
  await app.register(mercurius, {
    schema: options.executable.schema,
    routes: false,
    // A plan is compiled at the third use of a document, one per turn of the loop.
    jit: { minCount: 3, eluThreshold: 1 },
    // It remembers twice as many, and as many again that are not valid. Without the places of their parts they take a third of the memory.
    cache: REMEMBERED_DOCUMENTS,
    graphql: { parseOptions: { maxTokens: LIMITS.tokens, noLocation: true } },
    validationRules: [shapeRule],
    errorFormatter: (execution, context) => {
      const { correlationId } = context as unknown as Operation;
      const { status, errors } = answerErrors(execution.errors ?? [], {
        logger: ports.logger,
        correlationId,
        partial: (execution.data ?? null) !== null,
      });
      return { statusCode: status, response: { data: execution.data ?? null, errors: errors as GraphQLError[] } };
    },
  });
  app.graphql.addHook('preExecution', async (_schema, document, context) => {
    const operation = context as unknown as Operation;
    documents.set(operation.source, document);
    if (!operation.isAdmitted) await admit(options, operation, document);
  });
  const execute = (operation: Operation) =>
    // The source stands in the context once more: the hook knows the document by it.
    operation.reply.graphql(
      operation.source,
      { ...operation } as object,
      withDefaults(documents.get(operation.source), operation.operationName, operation.variables),
      operation.operationName,
    );
  const kept = keepAnswers();
  const keyOf = ({ caller, source, variables }: Operation): string =>
    `${answerEpoch(ports).at(ports.now())} ${groupOf(caller)} ${JSON.stringify(variables ?? {})} ${source}`;
  const shared = shareWork(
    ({ operation, mayBeOldMs }: Shared) => `${mayBeOldMs} ${keyOf(operation)}`,
    async ({ operation, reads, mayBeOldMs }) => {
      // Everyone who shares this has asked by now.
      const version = await ports.queries.consistency.version(reads, performance.now() - mayBeOldMs);
      return kept.give(keyOf(operation), version, async () => {
        const result = await execute(operation);
        return result.errors === undefined ? JSON.stringify(result) : undefined;
      });
    },
  );
  /** The answer as JSON, shared with others where it is the same for all of them and nothing went wrong. */
  const answer = async (operation: Operation): Promise<{ readonly text: string; readonly ok: boolean }> => {
    const document = documents.get(operation.source);
    if (document === undefined) {
      options.admission.chargeReading(operation.source, operation.caller, addressGroup(operation.request.ip));
      parseDocument(operation.source);
    }
    const plan = document && options.admission.plan(document, operation.operationName);
    if (document !== undefined && plan?.isShared) {
      await admit(options, operation, document);
      const admitted = { ...operation, isAdmitted: true };
      const mayBeOldMs = tokenOf(operation.request) === undefined ? UNSEEN_MS : 0;
      const text = await shared({ operation: admitted, reads: plan.reads, mayBeOldMs });
      if (text !== undefined) return { text, ok: true };
      operation = admitted;
    }
    const result = await execute(operation);
    return { text: JSON.stringify(result), ok: result.errors === undefined };
  };

  const run = async (request: FastifyRequest, reply: FastifyReply, given: unknown): Promise<unknown> => {
    reply.header('cache-control', 'no-store');
    const started = performance.now();
    const kind = { kind: 'unknown' };
    let outcome = 'error';
    try {
      const body = Body.safeParse(given);
      if (!body.success)
        throw publicError(
          'BAD_REQUEST',
          'Send one operation as JSON: { "query": "…", "variables": { … }, "operationName": "…" }.',
        );
      const { variables, operationName } = body.data;
      const query = body.data.query ?? documentOf(options.persisted, body.data.extensions);
      if (query.length > LIMITS.characters)
        throw publicError('TOO_COMPLEX', `The document is longer than ${LIMITS.characters} characters. Ask for less.`);
      const reportSatisfied = (satisfied: boolean): void => void reply.header('x-reprise-satisfied', String(satisfied));
      const context = createContext(options.parts, {
        caller: await options.identify(request, reply),
        correlationId: request.id,
        traceparent: traceOf(request.raw),
        reportSatisfied,
        setCookie: (cookie) => options.setCookie(reply, cookie),
        address: addressGroup(request.ip),
        userAgent: request.headers['user-agent'] ?? '',
        isInUrl: request.method !== 'POST',
      });
      const operation: Operation = {
        ...context,
        source: sourceOf(query, operationName ?? undefined),
        variables: variables ?? undefined,
        operationName: operationName ?? undefined,
        isAdmitted: false,
        request,
        reply,
        document: kind,
      };
      // Fastify's own handler timeout is switched off by the end of a request's body, so the deadline is kept here.
      const { text, ok } = await within(options.deadlineMs, answer(operation));
      outcome = ok ? 'ok' : 'error';
      if (text.length > MAX_REPLY)
        throw publicError('TOO_COMPLEX', 'The answer is too large. Ask for fewer rows or fields.');
      return await reply.type('application/json; charset=utf-8').send(text);
    } catch (error) {
      const retryAfterMs = error instanceof GraphQLError ? error.extensions['retryAfterMs'] : undefined;
      if (typeof retryAfterMs === 'number') reply.header('retry-after', String(Math.ceil(retryAfterMs / 1000)));
      const { status, errors } = answerErrors([error instanceof TooLate ? LATE() : error], {
        logger: ports.logger,
        correlationId: request.id,
        partial: false,
      });
      return await reply
        .code(statusOf(error) ?? status)
        .type('application/json; charset=utf-8')
        .send(JSON.stringify({ data: null, errors }));
    } finally {
      options.metrics.graphql.observe({ kind: kind.kind, outcome }, (performance.now() - started) / 1000);
    }
  };

  const route = { bodyLimit: LIMITS.bodyBytes, errorHandler: answerFailure(ports) };
  app.register(async (scope) => {
    scope.removeContentTypeParser('text/plain');
    scope.addHook('onRequest', async (request) => {
      if (isForeign(request.headers, options.publicOrigin))
        throw publicError('FORBIDDEN', 'This request came from another site.');
    });
    scope.post('/graphql', route, (request, reply) => run(request, reply, request.body));
    scope.get<{ Querystring: Record<string, string> }>('/graphql', route, (request, reply) =>
      run(request, reply, fromQuery(request.query)),
    );
  });
}

/** Last checks before an operation runs: may they, can they pay, have the read models caught up. */
async function admit(options: GraphqlOptions, operation: Operation, document: DocumentNode): Promise<void> {
  const { request, ports, caller, operationName, variables = {} } = operation;
  const plan = options.admission.plan(document, operationName);
  operation.document.kind = plan.kind;
  if (plan.kind === 'subscription')
    throw publicError(
      'BAD_REQUEST',
      'Subscriptions go over a WebSocket at this address, by the protocol graphql-transport-ws.',
    );
  options.admission.check({ document, operationName, variables, caller, address: addressGroup(request.ip) }, plan);
  const token = tokenOf(request);
  if (token !== undefined && plan.kind === 'query') {
    const satisfied =
      plan.reads.length === 0 || (await ports.queries.consistency.waitFor(token, plan.reads, CONSISTENCY_WAIT_MS));
    operation.reportSatisfied(satisfied);
  }
}

/** What the caller wants the read models to have seen. */
function tokenOf({ headers }: FastifyRequest): string | undefined {
  const token = headers['x-reprise-token'];
  return typeof token === 'string' && /^\d{1,20}$/.test(token) ? token : undefined;
}

const LATE = (): GraphQLError =>
  publicError('DEADLINE', 'This took too long and was given up. Ask for less, or try again.');
