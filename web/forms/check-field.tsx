import { useId } from 'react';
import { useFieldContext } from './form-context.ts';

/** Yes or no. */
export function CheckField({ label, hint }: { label: string; hint?: string }) {
  const field = useFieldContext<boolean>();
  const id = useId();
  return (
    <div className="check">
      <input
        id={id}
        type="checkbox"
        name={field.name}
        checked={field.state.value}
        aria-describedby={hint === undefined ? undefined : `${id}-note`}
        onBlur={field.handleBlur}
        onChange={(event) => field.handleChange(event.target.checked)}
      />
      <label htmlFor={id}>{label}</label>
      {hint !== undefined && (
        <span id={`${id}-note`} className="field__hint">
          {hint}
        </span>
      )}
    </div>
  );
}
