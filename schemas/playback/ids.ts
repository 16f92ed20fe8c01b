import type { z } from 'zod';
import { id } from '../kernel/id.ts';

/** Each time that somebody watches. */
export const SessionId = id('SessionId');
export type SessionId = z.infer<typeof SessionId>;

/** What a profile says of a title: seen, not seen, not to be offered to go on with. One for each profile and title. */
export const WatchMarkId = id('WatchMarkId');
export type WatchMarkId = z.infer<typeof WatchMarkId>;
