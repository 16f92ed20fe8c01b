import type { WebContext } from '../app/context.ts';
import { billingDiary } from './diary.ts';

/** What people pay for, and how that reads in the log. */
export const billing = { name: 'billing', routes: [], diary: billingDiary } satisfies WebContext;
