import type { CombinedError } from 'urql';
import { failureOf } from '../app/graphql/failure.ts';

/** A refusal of a command as its union member says it; `path` names the field at fault. */
export interface Refused {
  readonly __typename: string;
  readonly message: string;
  readonly path?: string | null | undefined;
}

/** A form, as far as showing errors goes. */
export interface ShowsErrors {
  /** By the names of its fields. */
  readonly fieldInfo: object;
  setErrorMap(errors: never): void;
}

/** What to show where: at the form as a whole, or beside one of its fields. */
export interface Shown {
  readonly form?: string;
  readonly fields: Readonly<Record<string, string>>;
}

/** Finds the place of a refusal: the last part of `path`, when the form has such a field, else the form as a whole. */
export function placeRefusal(refused: Refused, fields: readonly string[]): Shown {
  const field = refused.path?.split('.').at(-1) ?? '';
  return fields.includes(field) ? { fields: { [field]: refused.message } } : { form: refused.message, fields: {} };
}

/**
 * Shows what the server said, and leaves everything that was typed as it is. The message goes when its field is changed.
 * `answer` is a refusal, `error` a request that failed.
 */
export function showRefusal(form: ShowsErrors, answer: Refused | undefined, error: CombinedError | undefined): void {
  const failure = error === undefined ? undefined : failureOf(error);
  const shown: Shown =
    answer !== undefined
      ? placeRefusal(answer, Object.keys(form.fieldInfo))
      : {
          form: failure === undefined ? 'The server gave no answer. Try again.' : `${failure.title}. ${failure.remedy}`,
          fields: {},
        };
  form.setErrorMap({ onSubmit: { form: shown.form, fields: shown.fields } } as never);
}

/** Takes back what the server said, so that the same can be sent again. */
export function forgetRefusal(form: ShowsErrors): void {
  form.setErrorMap({ onSubmit: { form: undefined, fields: {} } } as never);
}
