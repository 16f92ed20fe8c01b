import type { WebContext } from '../../app/context.ts';
import { kernelDiary } from './diary.ts';

/** How processes, jobs and timers of every context read. */
export const kernel = { name: 'kernel', routes: [], diary: kernelDiary } satisfies WebContext;
