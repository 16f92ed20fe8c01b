import { type ReactNode, useId } from 'react';

interface FieldProps {
  readonly label: string;
  readonly hint?: string | undefined;
  /** What is wrong and what to do; stands where the hint stood. */
  readonly problem: string | undefined;
  readonly children: (props: { id: string; 'aria-invalid': boolean; 'aria-describedby': string }) => ReactNode;
}

/** A labelled input with its hint, or with its problem beside it. */
export function Field({ label, hint, problem, children }: FieldProps) {
  const id = useId();
  return (
    <div className="field">
      <label className="field__label" htmlFor={id}>
        {label}
      </label>
      {children({ id, 'aria-invalid': problem !== undefined, 'aria-describedby': `${id}-note` })}
      <span
        id={`${id}-note`}
        className={problem === undefined ? 'field__hint' : 'field__error'}
        role={problem === undefined ? undefined : 'alert'}
        hidden={problem === undefined && hint === undefined}
      >
        {problem ?? hint}
      </span>
    </div>
  );
}
