import { DataRefused } from '../../ports/database.ts';
import { reasonOf } from '../../runtime/reason.ts';

/** The fold of an event threw, or made a row that does not fit its table: the event is to blame, not the world. */
export class FoldFailed extends Error {
  override name = 'FoldFailed';
}

/** Whether trying again without changing the batch is pointless. Everything else is tried again. */
export const isPoison = (error: unknown): boolean => error instanceof FoldFailed || error instanceof DataRefused;

export const messageOf = (error: unknown): string => reasonOf(error);
