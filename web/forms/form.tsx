import './issue-message.ts';
import { type AnyFormApi, createFormHook, revalidateLogic, useStore } from '@tanstack/react-form';
import type { ReactNode } from 'react';
import { Button, type ButtonLook } from '../design/button.tsx';
import { Field } from '../design/field.tsx';
import { CheckField } from './check-field.tsx';
import { focusAfterSending } from './focus.ts';
import { fieldContext, formContext, messageOf, useFieldContext, useFormContext } from './form-context.ts';
import { PasswordField } from './password-field.tsx';
import { forgetRefusal } from './refusal.ts';

/** Says nothing before the first try to submit, and from then on while typing. */
export const afterFirstTry = revalidateLogic();

interface TextFieldProps {
  readonly label: string;
  readonly hint?: string;
  readonly className?: string;
  readonly multiline?: boolean;
  readonly type?: 'text' | 'password' | 'search' | 'email' | 'datetime-local';
  readonly inputMode?: 'text' | 'numeric';
  readonly placeholder?: string;
  /** What browsers and password managers may fill in; mostly nothing. */
  readonly autoComplete?: 'off' | 'username' | 'username webauthn' | 'email' | 'one-time-code';
  /** The first thing that people do on this page. */
  readonly autoFocus?: boolean;
}

/** A text, with what is wrong with it beneath. */
function TextField(props: TextFieldProps) {
  const { label, hint, className = '', multiline = false, type = 'text', autoComplete = 'off', ...rest } = props;
  const field = useFieldContext<string>();
  const problem = messageOf(field.state.meta.errors);
  return (
    <Field label={label} hint={hint} problem={problem}>
      {(given) => {
        const common = {
          ...given,
          ...rest,
          name: field.name,
          className: `input ${className}`.trim(),
          value: field.state.value,
          onBlur: field.handleBlur,
          onChange: (event: { target: { value: string } }) => field.handleChange(event.target.value),
        };
        return multiline ? (
          <textarea {...common} />
        ) : (
          <input
            {...common}
            type={type}
            autoComplete={autoComplete}
            autoCapitalize={type === 'email' ? 'none' : undefined}
            spellCheck={type === 'text'}
          />
        );
      }}
    </Field>
  );
}

interface ChoiceFieldProps {
  readonly label: string;
  /** Value and what it is called. */
  readonly options: readonly (readonly [value: string, name: string])[];
}

/** One of several values. */
function ChoiceField({ label, options }: ChoiceFieldProps) {
  const field = useFieldContext<string>();
  return (
    <Field label={label} problem={messageOf(field.state.meta.errors)}>
      {(given) => (
        <select
          {...given}
          name={field.name}
          className="input"
          value={field.state.value}
          onChange={(event) => field.handleChange(event.target.value)}
        >
          {options.map(([value, name]) => (
            <option key={value} value={value}>
              {name}
            </option>
          ))}
        </select>
      )}
    </Field>
  );
}

interface SubmitProps {
  readonly look?: ButtonLook;
  /** What it says while the server works. */
  readonly pending: string;
  readonly disabled?: boolean;
  readonly children: ReactNode;
  /** For a button that stands outside of its form. */
  readonly form?: string;
}

/** Sends the form; not while it is on its way, and not while a field is wrong. */
function Submit({ look = 'primary', pending, disabled = false, children, form: formId }: SubmitProps) {
  const form = useFormContext();
  const fits = useStore(form.store, (state) => Object.values(state.fieldMeta).every(fitsSchema));
  const isSubmitting = useStore(form.store, (state) => state.isSubmitting);
  return (
    <Button
      look={look}
      type="submit"
      disabled={disabled || !fits || isSubmitting}
      aria-busy={isSubmitting}
      {...(formId === undefined ? {} : { form: formId })}
    >
      {isSubmitting ? pending : children}
    </Button>
  );
}
/** What the server refused may be sent again; what the schema refuses may not. */
const fitsSchema = (meta: unknown): boolean => {
  const { errorMap } = meta as { readonly errorMap: { readonly onChange?: unknown; readonly onDynamic?: unknown } };
  return errorMap.onChange === undefined && errorMap.onDynamic === undefined;
};

/** What is wrong with the form as a whole: mostly a refusal of the server that belongs to no field. */
function Problem() {
  const { problem } = useFormState();
  return problem === undefined ? null : (
    <p className="field__error" role="alert">
      {problem}
    </p>
  );
}

/** How the form around a component stands. */
export function useFormState(): { readonly problem: string | undefined; readonly isSubmitting: boolean } {
  const form = useFormContext();
  const error: unknown = useStore(form.store, (state) => (state.errorMap as { onSubmit?: unknown }).onSubmit);
  const isSubmitting = useStore(form.store, (state) => state.isSubmitting);
  // A form's own error stands alone, or beside those of its fields.
  const own = typeof error === 'object' && error !== null && 'form' in error ? error.form : error;
  return { problem: messageOf([own]), isSubmitting };
}

/** A form whose fields and buttons know how it stands. */
export const { useAppForm } = createFormHook({
  fieldContext,
  formContext,
  fieldComponents: { TextField, ChoiceField, CheckField, PasswordField },
  formComponents: { Submit, Problem },
});

interface FormElementProps {
  readonly form: AnyFormApi;
  readonly id?: string;
  readonly className?: string;
  readonly children: ReactNode;
}

/**
 * The `<form>` around it: Enter sends it, what the server said before is forgotten, and the browser's own checks stay out.
 * What is wrong then gets the focus.
 */
export function FormElement({ form, children, ...rest }: FormElementProps) {
  return (
    <form
      {...rest}
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        event.stopPropagation();
        forgetRefusal(form);
        const element = event.currentTarget;
        void form.handleSubmit().then(() => focusAfterSending(element));
      }}
    >
      {children}
    </form>
  );
}

export { useStore };
