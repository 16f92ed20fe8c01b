import { GraphQLError } from 'graphql';
import { isOutage } from '../../ports/outage.ts';
import type { Logger } from '../../ports/logger.ts';
import { BadCursor } from '../../projections/queries.ts';

/** Codes in `extensions.code` of GraphQL errors. Refusals of commands are not errors: they are union members. */
export type ErrorCode =
  | 'FORBIDDEN'
  | 'UNAUTHENTICATED'
  | 'BAD_INPUT'
  | 'BAD_REQUEST'
  | 'TOO_COMPLEX'
  | 'PERSISTED_QUERY_NOT_FOUND'
  | 'RATE_LIMITED'
  | 'UNAVAILABLE'
  | 'DEADLINE'
  | 'INTERNAL';

const STATUS: Readonly<Record<ErrorCode, number>> = {
  FORBIDDEN: 200,
  UNAUTHENTICATED: 200,
  BAD_INPUT: 200,
  BAD_REQUEST: 400,
  TOO_COMPLEX: 400,
  PERSISTED_QUERY_NOT_FOUND: 404,
  RATE_LIMITED: 429,
  UNAVAILABLE: 503,
  DEADLINE: 504,
  INTERNAL: 500,
};

/** An error that the caller may read. `retryAfterMs` says when trying again makes sense. */
export const publicError = (
  code: ErrorCode,
  message: string,
  extra: { readonly retryAfterMs?: number } = {},
): GraphQLError => new GraphQLError(message, { extensions: { code, ...extra } });

export interface ErrorAnswer {
  readonly status: number;
  readonly errors: readonly object[];
}

/** Turns whatever was thrown into what a caller may see; what they may not see is logged with the correlation id. */
export function answerErrors(
  errors: readonly unknown[],
  options: { readonly logger: Logger; readonly correlationId: string; readonly partial: boolean },
): ErrorAnswer {
  const answers = errors
    .flatMap(flatten)
    .slice(0, 10)
    .map((error) => answerError(error, options));
  const worst = Math.max(...answers.map((answer) => STATUS[answer.code]));
  return { status: options.partial ? 200 : worst, errors: answers.map((answer) => answer.error) };
}

function answerError(
  error: unknown,
  { logger, correlationId }: { readonly logger: Logger; readonly correlationId: string },
): { code: ErrorCode; error: object } {
  const where =
    error instanceof GraphQLError
      ? { ...(error.path && { path: error.path }), ...(error.locations && { locations: error.locations }) }
      : {};
  const known = error instanceof GraphQLError ? error : undefined;
  const cause = known === undefined ? error : known.originalError;
  const code = codeOf(known);
  // GraphQL's own complaints about a document have neither a code nor a cause: they speak of the request alone. So do those about
  // variables, which are wrapped once more; what a resolver answered wrongly has a path.
  if (known !== undefined && code !== undefined)
    return { code, error: { message: known.message, ...where, extensions: { ...known.extensions, correlationId } } };
  const isOfVariables = known?.path === undefined && cause instanceof GraphQLError && cause.originalError === undefined;
  if (known !== undefined && (cause === undefined || isOfVariables))
    return {
      code: 'BAD_REQUEST',
      error: {
        message: withoutSuggestions(known.message),
        ...where,
        extensions: { code: 'BAD_REQUEST', correlationId },
      },
    };
  if (cause instanceof BadCursor)
    return {
      code: 'BAD_INPUT',
      error: { message: cause.message, ...where, extensions: { code: 'BAD_INPUT', correlationId } },
    };
  if (isOutage(cause)) {
    logger.warn({ err: cause, correlationId }, 'a dependency did not answer');
    const message = 'A part of Reprise does not answer right now. Nothing is lost; try again in a moment.';
    return {
      code: 'UNAVAILABLE',
      error: { message, ...where, extensions: { code: 'UNAVAILABLE', retryAfterMs: 2000, correlationId } },
    };
  }
  logger.error({ err: cause, correlationId }, 'a GraphQL operation failed');
  const message = `Something broke on our side. Try again; if it stays, report the number ${correlationId}.`;
  return { code: 'INTERNAL', error: { message, ...where, extensions: { code: 'INTERNAL', correlationId } } };
}

/** Mercurius wraps what it found wrong with a document. */
function flatten(error: unknown): readonly unknown[] {
  const inner = error instanceof GraphQLError ? error.originalError : error;
  if (!(inner instanceof Error) || !('code' in inner) || !String(inner.code).startsWith('MER_ERR')) return [error];
  const found: readonly unknown[] =
    'errors' in inner && Array.isArray(inner.errors) && inner.errors.length > 0 ? inner.errors : [inner];
  return found.map((one) =>
    one instanceof GraphQLError
      ? one
      : publicError('BAD_REQUEST', one instanceof Error ? one.message : 'The operation is not valid.'),
  );
}

function codeOf(error: GraphQLError | undefined): ErrorCode | undefined {
  // Errors of compiled plans come without extensions when their cause has none, whatever the type says.
  const extensions: Readonly<Record<string, unknown>> | undefined = error?.extensions;
  const code = extensions?.['code'];
  return typeof code === 'string' && code in STATUS ? (code as ErrorCode) : undefined;
}

const withoutSuggestions = (message: string): string => message.replace(/ Did you mean .*$/s, '').slice(0, 500);
