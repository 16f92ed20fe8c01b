import { NatsError } from 'nats';
import { reasonOf } from '../../runtime/reason.ts';

/** The server says that there is no such stream, consumer or message. */
export const isMissing = (error: unknown): boolean =>
  error instanceof NatsError && (error.code === '404' || error.api_error?.code === 404);

/**
 * Nobody serves the subject. Of a question to JetStream it says nothing about what was asked for: JetStream is away, or its servers elect a
 * leader. Of a message that was published: no stream takes it, for the same reason or because there is none.
 */
export const isUnanswered = (error: unknown): boolean => error instanceof NatsError && error.code === '503';

export const describe = (error: unknown): string => reasonOf(error);
