import type { z } from 'zod';
import { id } from '../kernel/id.ts';

/** Each time that somebody watches. */
export const SessionId = id('SessionId');
export type SessionId = z.infer<typeof SessionId>;
