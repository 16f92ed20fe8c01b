import { createHash } from 'node:crypto';
import Fastify, { type FastifyInstance, type FastifyReply, type FastifyRequest } from 'fastify';
import type { ZodType } from 'zod';
import { API } from './api.ts';
import { BehaviourChange, changeMethod, endCheckout, Fault, SettingsChange } from './control.ts';
import { expanded } from './expand.ts';
import { readForm } from './form.ts';
import type { Params } from './form.ts';
import { isKey } from './keys.ts';
import type { SandboxKeys } from './keys.ts';
import { registerPages } from './pages/routes.ts';
import { invalid, Problem } from './problem.ts';
import { newId, openStore, shown } from './store.ts';
import type { Store } from './store.ts';
import { startDelivery } from './webhooks.ts';

/** A sandbox at work. */
export interface Sandbox {
  /** `http://127.0.0.1:port`. */
  readonly url: string;
  stop(): Promise<void>;
}

export interface SandboxOptions {
  /** Where the journal lies; made if absent, one sandbox at a time. */
  readonly data: string;
  /** 0: any free one of 127.0.0.1. */
  readonly port: number;
  readonly keys: SandboxKeys;
  /** Ends this process at once. Only a program of its own has it. */
  readonly die?: () => void;
}

const BODY_LIMIT = 64 * 1024;
const REPLAYED = 'idempotent-replayed';

/** Starts the sandbox provider in this process. */
export async function startSandbox({ data, port, keys, die }: SandboxOptions): Promise<Sandbox> {
  const store = openStore(data);
  const app = Fastify({ logger: false, bodyLimit: BODY_LIMIT, forceCloseConnections: true });
  app.addContentTypeParser('application/x-www-form-urlencoded', { parseAs: 'string' }, (_request, body, done) => {
    const params = readForm(String(body));
    if (params === undefined) done(invalid('The form cannot be read.'), undefined);
    else done(null, params);
  });
  app.setErrorHandler((error, _request, reply) => answerProblem(error, reply));
  app.setNotFoundHandler((request, reply) =>
    reply.code(404).send({
      error: {
        type: 'invalid_request_error',
        message: `Unrecognized request URL (${request.method}: ${request.url.slice(0, 200)}).`,
      },
    }),
  );
  let url = '';
  const about = { store, secret: keys.api, base: () => url };
  const fault = { at: null as string | null };
  registerApi(app, { ...about, key: keys.api, fault, die });
  registerControl(app, { store, key: keys.control, fault });
  registerPages(app, about);
  // Listening alone changes nothing; the address is part of every link.
  url = await app.listen({ host: '127.0.0.1', port });
  const delivery = startDelivery(store, keys.webhook);
  return {
    url,
    async stop() {
      await delivery.stop();
      await app.close();
      await store.close();
    },
  };
}

function answerProblem(error: unknown, reply: FastifyReply): FastifyReply {
  if (error instanceof Problem) return reply.code(error.status).send({ error: error.error });
  const status = (error as { statusCode?: number }).statusCode ?? 500;
  if (status >= 500)
    process.stderr.write(`payments: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`);
  const message = status < 500 && error instanceof Error ? error.message : 'Something went wrong in the sandbox.';
  return reply.code(status).send({ error: { type: status < 500 ? 'invalid_request_error' : 'api_error', message } });
}

const bearerOf = ({ headers }: FastifyRequest): string | undefined =>
  /^Bearer (.+)$/.exec(headers.authorization ?? '')?.[1];

interface ApiParts {
  readonly store: Store;
  readonly secret: string;
  readonly base: () => string;
  readonly key: string;
  readonly fault: { at: string | null };
  readonly die: (() => void) | undefined;
}

function registerApi(app: FastifyInstance, parts: ApiParts): void {
  const { store, key, fault, die } = parts;
  for (const route of Object.keys(API)) {
    const [method = '', path = ''] = route.split(' ');
    app.route({
      method,
      url: path,
      async handler(request, reply) {
        if (!isKey(bearerOf(request), key))
          throw new Problem(401, { type: 'invalid_request_error', message: 'Invalid API Key provided.' });
        const answer = answerOnce(parts, route, request);
        // Nothing is said that a crash could make untrue.
        await store.flushed();
        if (fault.at === `${method} ${new URL(request.url, 'http://sandbox').pathname}`) die?.();
        void reply.header('request-id', newId('req'));
        if (answer.replayed) void reply.header(REPLAYED, 'true');
        return reply.code(answer.status).send(answer.body);
      },
    });
  }
}

interface Answer {
  readonly status: number;
  readonly body: unknown;
  readonly replayed: boolean;
}

/** The first answer to a key is the answer to every later request with it. */
function answerOnce(parts: ApiParts, route: string, request: FastifyRequest): Answer {
  const { store } = parts;
  const { id = '' } = request.params as { readonly id?: string };
  const query = request.url.split('?')[1];
  const params = (request.method === 'GET' ? readForm(query ?? '') : ((request.body ?? {}) as Params)) ?? {};
  const given = request.headers['idempotency-key'];
  const key = request.method === 'POST' && typeof given === 'string' ? given.slice(0, 255) : undefined;
  const digest = createHash('sha256')
    .update(JSON.stringify([route, id, params]))
    .digest('base64url');
  const before = key === undefined ? undefined : store.answer(key);
  if (before !== undefined) {
    if (before.request === digest) return { ...before, replayed: true };
    throw new Problem(400, {
      type: 'idempotency_error',
      message: 'Keys for idempotent requests can only be used with the same parameters they were first used with.',
    });
  }
  const answer = answerOf(parts, route, id, params);
  if (key !== undefined) store.keepAnswer(key, { ...answer, request: digest, at: store.nowMs() });
  return { ...answer, replayed: false };
}

/** What was only asked in vain (400, 404) is no answer that is kept; a card that does not pay is one. */
function answerOf(
  { store, secret, base }: ApiParts,
  route: string,
  id: string,
  params: Params,
): Omit<Answer, 'replayed'> {
  try {
    const row = API[route]?.({ store, params, id, base: base(), secret }) ?? {};
    return { status: 200, body: expanded(store, row, params) };
  } catch (error) {
    if (error instanceof Problem && error.status === 402) return { status: 402, body: { error: error.error } };
    throw error;
  }
}

interface ControlParts {
  readonly store: Store;
  readonly key: string;
  readonly fault: { at: string | null };
}

/** What only a sandbox has. */
function registerControl(app: FastifyInstance, { store, key, fault }: ControlParts): void {
  app.register(async (scope) => {
    scope.addHook('onRequest', async (request) => {
      if (!isKey(bearerOf(request), key))
        throw new Problem(401, { type: 'invalid_request_error', message: 'Not the control key.' });
    });
    const read = <T>(schema: ZodType<T>, body: unknown): T => {
      const { success, data, error } = schema.safeParse(body);
      if (success) return data;
      throw invalid(error.issues.map(({ path, message }) => `${path.join('.')} ${message}`).join('; '));
    };
    scope.get('/sandbox/settings', async () => store.settings());
    const changeSettings = async (request: FastifyRequest) => {
      const changes = Object.entries(read(SettingsChange, request.body)).filter(([, value]) => value !== undefined);
      store.set(Object.fromEntries(changes));
      await store.flushed();
      return store.settings();
    };
    scope.route({ method: 'PUT', url: '/sandbox/settings', handler: changeSettings });
    scope.put<{ Params: { id: string } }>('/sandbox/methods/:id', async (request, reply) => {
      const changed = changeMethod(store, request.params.id, read(BehaviourChange, request.body));
      await store.flushed();
      return changed === undefined ? reply.callNotFound() : shown(changed);
    });
    scope.post<{ Params: { id: string } }>('/sandbox/checkouts/:id/expire', async (request, reply) => {
      const ended = endCheckout(store, request.params.id);
      await store.flushed();
      return ended === undefined ? reply.callNotFound() : shown(ended);
    });
    const setFault = async (request: FastifyRequest) => {
      fault.at = read(Fault, request.body).dieBeforeAnswering;
      return {};
    };
    scope.route({ method: 'PUT', url: '/sandbox/fault', handler: setFault });
  });
}
