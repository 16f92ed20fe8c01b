import { createFormHookContexts } from '@tanstack/react-form';

/** How fields and buttons find the form around them. */
export const { fieldContext, formContext, useFieldContext, useFormContext } = createFormHookContexts();

/** The first thing that is wrong: a text of ours or of the server, or an issue of the schema. */
export function messageOf(errors: readonly unknown[]): string | undefined {
  for (const error of errors) {
    if (typeof error === 'string' && error !== '') return error;
    if (typeof error === 'object' && error !== null && 'message' in error) return String(error.message);
  }
  return undefined;
}
