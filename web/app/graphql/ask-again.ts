import { type Exchange, makeOperation, mapExchange } from 'urql';

/** Between two tries, ms. The gateway waits by itself, but not where it cannot. */
const PAUSE_MS = 500;

/**
 * Asks a query again as long as its answer has not seen what was written here: a read model may be away for longer than the gateway
 * waits. What the answer had is shown meanwhile, and nobody has to load the page again. It ends when the page no longer shows the
 * query, or the token is forgotten (consistency.ts). @param send sends one request
 */
export const askingAgain =
  (send: typeof fetch): Exchange =>
  (input) =>
    mapExchange({
      onOperation(operation) {
        if (operation.kind !== 'query') return undefined;
        const fetchAndLook: typeof fetch = async (...request) => {
          const answer = await send(...request);
          if (answer.headers.get('x-reprise-satisfied') === 'false')
            setTimeout(() => {
              const again = { ...operation.context, requestPolicy: 'network-only' } as const;
              input.client.reexecuteOperation(makeOperation('query', operation, again));
            }, PAUSE_MS);
          return answer;
        };
        return makeOperation('query', operation, { ...operation.context, fetch: fetchAndLook });
      },
    })(input);
