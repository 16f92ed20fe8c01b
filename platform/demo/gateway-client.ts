import { setTimeout as sleep } from 'node:timers/promises';
import { z } from 'zod';

/** The platform did not do what it was asked, and asking again would not help. The message is the platform's own. */
export class Refused extends Error {
  override readonly name = 'Refused';
}

/** The gateway as any operator's program sees it. */
export interface GatewayClient {
  /**
   * Runs a GraphQL operation. `after` is a token of an earlier mutation: the answer knows of it. Refusals of the whole
   * operation are thrown as `Refused`; data that does not fit `shape` is a bug and thrown as such.
   */
  query<T>(operation: string, variables: object, shape: z.ZodType<T>, after?: string): Promise<T>;
  /** A plain request with the operator's token. Whatever the status is, it is given back. */
  request(path: string, init?: RequestInit): Promise<Response>;
  readonly signal: AbortSignal;
}

/** How long to go on asking while nobody answers or a service behind the gateway is away, ms. */
const PATIENCE_MS = 120_000;
/** The longest that one answer may take, ms: the last part of an upload waits for the film to be hashed. */
const ANSWER_MS = 60_000;
const BUSY = new Set([423, 429, 502, 503, 504]);

const Answer = z.object({ data: z.unknown(), errors: z.array(z.object({ message: z.string() })).optional() });

/** Opens a client of the gateway. Outages are waited out for two minutes; then the last error is thrown. `signal` ends everything. */
export function openGatewayClient(options: {
  readonly gatewayUrl: string;
  readonly operatorToken: string;
  readonly signal: AbortSignal;
  readonly patienceMs?: number;
}): GatewayClient {
  const { gatewayUrl, operatorToken, signal, patienceMs = PATIENCE_MS } = options;

  const request = async (path: string, init: RequestInit = {}): Promise<Response> => {
    const headers = { ...(init.headers as Record<string, string>), authorization: `Bearer ${operatorToken}` };
    const began = performance.now();
    for (let pause = 100; ; pause = Math.min(pause * 2, 2000)) {
      signal.throwIfAborted();
      const isLast = performance.now() - began + pause > patienceMs;
      try {
        const response = await fetch(new URL(path, gatewayUrl), {
          ...init,
          headers,
          signal: AbortSignal.any([signal, AbortSignal.timeout(ANSWER_MS)]),
        });
        if (!BUSY.has(response.status) || isLast) return response;
        await response.body?.cancel();
      } catch (error) {
        signal.throwIfAborted();
        if (isLast)
          throw new Refused(
            `Nobody answers at ${gatewayUrl} (${error instanceof Error && error.cause instanceof Error ? error.cause.message : String(error)}).`,
          );
      }
      await sleep(pause, undefined, { signal });
    }
  };

  return {
    signal,
    request,
    async query(operation, variables, shape, after) {
      const response = await request('/graphql', {
        method: 'POST',
        headers: { 'content-type': 'application/json', ...(after === undefined ? {} : { 'x-reprise-token': after }) },
        body: JSON.stringify({ query: operation, variables }),
      });
      const answer = Answer.safeParse(await response.json().catch(() => undefined));
      if (!answer.success) throw new Refused(`The gateway answered with HTTP ${response.status} and no GraphQL.`);
      if (answer.data.errors !== undefined)
        throw new Refused(answer.data.errors.map(({ message }) => message).join(' '));
      return shape.parse(answer.data.data);
    },
  };
}

/** What a mutation answers: one member of a union. Ask for `__typename token` and `... on Refusal { message }`. */
export const MutationAnswer = z.looseObject({ __typename: z.string(), message: z.string().optional() });

/** Throws the refusal's own message when the answer is not the member that was hoped for. */
export function expect(answer: z.infer<typeof MutationAnswer>, typename: string): void {
  if (answer.__typename !== typename)
    throw new Refused(answer.message ?? `The gateway answered with ${answer.__typename}.`);
}
