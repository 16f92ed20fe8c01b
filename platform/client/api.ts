import { PlainError } from '../terminal.ts';

/** The platform's public door as an operator's program uses it. */
export type Api = { readonly base: string; readonly token: string };

/** Runs one GraphQL operation. Throws a `PlainError` when it is refused or nobody answers. */
export const query = async <T>(api: Api, operation: string, variables: Record<string, unknown> = {}): Promise<T> => {
  const response = await ask(api, '/graphql', {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ query: operation, variables }),
  });
  const answer = (await response.json()) as { data?: T; errors?: { message: string }[] };
  if (answer.errors !== undefined || answer.data === undefined || answer.data === null)
    throw new PlainError(`The platform refused: ${answer.errors?.map(({ message }) => message).join('; ') ?? `HTTP ${response.status}`}.`);
  return answer.data;
};

/** A request with the operator's token. */
export const ask = async (api: Api, path: string, init: RequestInit = {}): Promise<Response> => {
  try {
    return await fetch(new URL(path, api.base), { ...init, headers: { ...(init.headers as Record<string, string>), authorization: `Bearer ${api.token}` } });
  } catch (error) {
    const why = error instanceof Error && error.cause instanceof Error ? error.cause.message : String(error);
    throw new PlainError(`Nobody answers at ${api.base} (${why}). Is Reprise running? Start it with "npm start".`);
  }
};

type Refusal = { __typename: string; code?: string; message?: string };

/** A mutation's answer when it was accepted; a `PlainError` with the refusal's own sentence when not. */
export const accepted = <T extends Refusal>(answer: T, expected: string): T => {
  if (answer.__typename !== expected) throw new PlainError(answer.message ?? `The answer was ${answer.__typename}.`);
  return answer;
};
