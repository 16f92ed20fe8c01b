import { IconAlertTriangle, IconCheck } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { Button } from '../../design/button.tsx';
import { useFormState } from '../../forms/form.tsx';
import { type Field, fieldNames } from './title-form.ts';

interface SaveBarProps {
  readonly dirty: readonly Field[];
  readonly saved: boolean;
  readonly onDiscard: () => void;
  /** The button that saves. */
  readonly children: ReactNode;
}

/** Says what is not saved yet, or what went wrong, and saves. Always in sight. */
export function SaveBar({ dirty, saved, onDiscard, children }: SaveBarProps) {
  const { problem, isSubmitting } = useFormState();
  return (
    <div className="s-savebar" data-dirty={dirty.length > 0}>
      <p role="status" aria-live="polite">
        {problem !== undefined ? (
          <span className="s-savebar__bad">
            <IconAlertTriangle size={16} />
            {problem}
          </span>
        ) : dirty.length > 0 ? (
          `Unsaved: ${wordsOf(dirty)}`
        ) : saved ? (
          <span className="s-savebar__good">
            <IconCheck size={16} />
            Saved
          </span>
        ) : (
          <span className="s-faint">All changes are saved</span>
        )}
      </p>
      <Button look="ghost" disabled={dirty.length === 0 || isSubmitting} onClick={onDiscard}>
        Discard
      </Button>
      {children}
    </div>
  );
}

/** The changed fields in words. */
export const wordsOf = (fields: readonly Field[]): string =>
  fields.map((field) => fieldNames[field].toLowerCase()).join(', ');
