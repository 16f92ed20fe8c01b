import { IconEye, IconEyeOff } from '@tabler/icons-react';
import { useState } from 'react';
import { IconButton } from '../design/button.tsx';
import { Field } from '../design/field.tsx';
import { messageOf, useFieldContext } from './form-context.ts';

interface PasswordFieldProps {
  readonly label: string;
  readonly hint?: string;
  /** Tells password managers whether to fill one in or to propose one. */
  readonly autoComplete: 'current-password' | 'new-password';
  /** The first thing that people do where it appears. */
  readonly autoFocus?: boolean;
}

/** A password that can be looked at while it is typed. */
export function PasswordField({ label, hint, autoComplete, autoFocus = false }: PasswordFieldProps) {
  const field = useFieldContext<string>();
  const [shown, setShown] = useState(false);
  return (
    <Field label={label} hint={hint} problem={messageOf(field.state.meta.errors)}>
      {(given) => (
        <div className="field__secret">
          <input
            {...given}
            className="input"
            name={field.name}
            type={shown ? 'text' : 'password'}
            autoComplete={autoComplete}
            autoFocus={autoFocus}
            autoCapitalize="none"
            spellCheck={false}
            value={field.state.value}
            onBlur={field.handleBlur}
            onChange={(event) => field.handleChange(event.target.value)}
          />
          <IconButton
            label={`Show what is typed: ${label}`}
            aria-pressed={shown}
            aria-controls={given.id}
            onClick={() => setShown(!shown)}
          >
            {shown ? <IconEyeOff size={20} stroke={1.8} /> : <IconEye size={20} stroke={1.8} />}
          </IconButton>
        </div>
      )}
    </Field>
  );
}
