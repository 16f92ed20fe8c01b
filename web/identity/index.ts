import type { WebContext } from '../app/context.ts';
import { identityDiary } from './diary.ts';

/** Accounts, and how what people do with theirs reads in the studio. */
export const identity = { name: 'identity', routes: [], diary: identityDiary } satisfies WebContext;
