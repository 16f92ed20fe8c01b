import type { z } from 'zod';
import { id } from '../kernel/id.ts';

// Ids of who watches and of each time that they do.

export const SessionId = id('SessionId');
export type SessionId = z.infer<typeof SessionId>;
export const ProfileId = id('ProfileId');
export type ProfileId = z.infer<typeof ProfileId>;
