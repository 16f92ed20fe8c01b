import { NatsError } from 'nats';

/** 404: no such stream or consumer; 503: nobody serves the subject. */
export const isMissing = (error: unknown): boolean =>
  error instanceof NatsError && (error.code === '404' || error.code === '503' || error.api_error?.code === 404);

export const describe = (error: unknown): string => (error instanceof Error ? error.message : String(error));
