import type { Checkpoints, Lease } from '../ports/checkpoints.ts';
import type { Logger } from '../ports/logger.ts';
import type { Handled } from './handled.ts';
import { LeaseLost } from './lease.ts';

const CHECKPOINT_MS = 1_000;

/** Saves the checkpoint now and then, and once more at the end. */
export function saveRegularly(
  {
    checkpoints,
    consumer,
    logger,
  }: { readonly checkpoints: Checkpoints; readonly consumer: string; readonly logger: Logger },
  lease: Lease,
  handled: Handled,
  fail: (error: unknown) => void,
) {
  let saved = lease.position;
  const save = async (): Promise<void> => {
    const position = handled.position();
    if (position === saved) return;
    if (await checkpoints.save(lease, position)) saved = position;
    else fail(new LeaseLost(`${consumer} belongs to somebody else now`));
  };
  let saving: Promise<void> | undefined;
  const timer = setInterval(() => {
    saving ??= save()
      .catch(fail)
      .finally(() => {
        saving = undefined;
      });
  }, CHECKPOINT_MS);
  return {
    stop: async (): Promise<void> => {
      clearInterval(timer);
      await saving;
      await save().catch((error: unknown) =>
        logger.warn({ err: error, consumer }, 'the checkpoint could not be saved; some events come again'),
      );
    },
  };
}
