import { NatsError } from 'nats';
import { reasonOf } from '../../runtime/reason.ts';

/** 404: no such stream or consumer; 503: nobody serves the subject. */
export const isMissing = (error: unknown): boolean =>
  error instanceof NatsError && (error.code === '404' || error.code === '503' || error.api_error?.code === 404);

export const describe = (error: unknown): string => reasonOf(error);
