import type { CombinedError } from 'urql';
import { failureOf } from '../app/graphql/failure.ts';
import { Button } from './button.tsx';

/** A part of a page that could not be asked for, with a way to ask again; `what` completes "… could not be loaded." */
export function FailedPart({ what, error, onRetry }: { what: string; error: CombinedError; onRetry: () => void }) {
  return (
    <div className="notice notice--bad" role="alert">
      <span>
        {what} could not be loaded. {failureOf(error).remedy}
      </span>
      <Button small look="outline" onClick={onRetry}>
        Try again
      </Button>
    </div>
  );
}
