import { useBlocker } from '@tanstack/react-router';
import { Button } from '../../design/button.tsx';
import { Dialog } from '../../design/dialog.tsx';
import { wordsOf } from './save-bar.tsx';
import type { Field } from './title-form.ts';

/** Asks before unsaved work is left. */
export function LeaveGuard({ dirty }: { dirty: readonly Field[] }) {
  const blocker = useBlocker({
    shouldBlockFn: () => dirty.length > 0,
    enableBeforeUnload: () => dirty.length > 0,
    withResolver: true,
  });
  if (blocker.status !== 'blocked') return null;
  return (
    <Dialog
      title="Leave without saving?"
      onClose={blocker.reset}
      actions={
        <>
          <Button look="danger" onClick={blocker.proceed}>
            Leave and lose the changes
          </Button>
          <Button look="primary" onClick={blocker.reset}>
            Stay
          </Button>
        </>
      }
    >
      <p>Unsaved: {wordsOf(dirty)}.</p>
    </Dialog>
  );
}
