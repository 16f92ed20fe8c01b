import { useId, useState } from 'react';
import { useMutation } from 'urql';
import { z } from 'zod';
import { rememberToken } from '../../app/graphql/consistency.ts';
import { randomUuid } from '../../app/uuid.ts';
import { Button } from '../../design/button.tsx';
import { Dialog } from '../../design/dialog.tsx';
import { afterFirstTry, FormElement, useAppForm } from '../../forms/form.tsx';
import { showRefusal } from '../../forms/refusal.ts';
import { HEIGHTS } from '../heights.ts';
import { modelNames, placesOf } from './rights-lines.ts';
import {
  AmendRightsWindowMutation,
  EndRightsWindowMutation,
  GrantRightsWindowMutation,
  type Window,
} from './rights.queries.ts';

const codes = z
  .string()
  .trim()
  .toUpperCase()
  .regex(/^([A-Z]{2}([\s,]+[A-Z]{2})*)?$/, 'Two letters for each country, such as: DE, FR.')
  .transform((text) => (text === '' ? [] : [...new Set(text.split(/[\s,]+/))]));
const instant = z.string().regex(/^\d{4}-\d\d-\d\dT\d\d:\d\d/, 'Choose a day and a time.');
const why = z.string().trim().min(1).max(500);
const schema = z
  .object({
    model: z.enum(['FREE', 'SVOD', 'RENT', 'BUY']),
    territories: codes,
    except: codes,
    start: instant,
    end: z.union([z.literal(''), instant]),
    maxHeight: z.string(),
    why: z.string(),
  })
  .refine(({ territories, except }) => territories.length === 0 || except.length === 0, {
    path: ['except'],
    message: 'Exceptions are for everywhere: leave this empty, or the countries above.',
  });

const utc = (local: string): string => new Date(`${local.slice(0, 16)}:00.000Z`).toISOString();
const field = (iso: string): string => iso.slice(0, 16);
const models = (['FREE', 'SVOD', 'RENT', 'BUY'] as const).map((model) => [model, modelNames[model]] as const);

const valuesOf = (window: Window | null): z.input<typeof schema> => ({
  model: window?.model ?? 'SVOD',
  territories: window?.territories.join(', ') ?? '',
  except: window?.except.join(', ') ?? '',
  start: window === null ? '' : field(window.start),
  end: typeof window?.end === 'string' ? field(window.end) : '',
  maxHeight: typeof window?.maxHeight === 'number' ? String(window.maxHeight) : '',
  why: '',
});

interface WindowDialogProps {
  readonly titleId: string;
  /** Null: a new one. */
  readonly window: Window | null;
  readonly onSaved: () => void;
  readonly onClose: () => void;
}

/** Adds a rights window, or changes one with a reason. */
export function WindowDialog({ titleId, window, onSaved, onClose }: WindowDialogProps) {
  const id = useId();
  const [, grant] = useMutation(GrantRightsWindowMutation);
  const [, amend] = useMutation(AmendRightsWindowMutation);
  // One id for all tries: when an answer was lost, saying it again adds one window.
  const [ids] = useState(() => ({ commandId: randomUuid(), windowId: window?.id ?? randomUuid() }));
  const form = useAppForm({
    defaultValues: valuesOf(window),
    validationLogic: afterFirstTry,
    validators: { onDynamic: window === null ? schema : schema.safeExtend({ why }) },
    onSubmit: async ({ value }) => {
      const { start, end, maxHeight, why: reason, ...rest } = schema.parse(value);
      // What was not touched stays to the millisecond.
      const same = (text: string, before: string | null | undefined): string | undefined =>
        typeof before === 'string' && field(before) === text ? before : undefined;
      const asked = {
        ...rest,
        start: same(start, window?.start) ?? utc(start),
        end: end === '' ? null : (same(end, window?.end) ?? utc(end)),
        maxHeight: maxHeight === '' ? null : Number(maxHeight),
      };
      if (window === null) {
        const { data, error } = await grant({ ...ids, titleId, window: asked });
        const answer = data?.grantRightsWindow;
        if (answer?.__typename !== 'RightsChanged') return showRefusal(form, answer, error);
        rememberToken(answer.token);
      } else {
        const { data, error } = await amend({
          ...ids,
          commandId: randomUuid(),
          titleId,
          window: asked,
          why: reason.trim(),
        });
        const answer = data?.amendRightsWindow;
        if (answer?.__typename !== 'RightsChanged') return showRefusal(form, answer, error);
        rememberToken(answer.token);
      }
      onSaved();
      onClose();
    },
  });
  const height = window?.maxHeight ?? null;
  const isKnown = height === null || HEIGHTS.some(([value]) => value === String(height));
  return (
    <form.AppForm>
      <Dialog
        title={window === null ? 'Add a window' : 'Change the window'}
        onClose={onClose}
        actions={
          <>
            <Button look="outline" onClick={onClose}>
              Cancel
            </Button>
            <form.Submit pending="Saving…" form={id}>
              {window === null ? 'Add it' : 'Save'}
            </form.Submit>
          </>
        }
      >
        <FormElement form={form} id={id} className="s-dialog-form">
          <form.AppField name="model">
            {(each) => <each.ChoiceField label="May be watched" options={models} />}
          </form.AppField>
          <form.AppField name="territories">
            {(each) => (
              <each.TextField label="Where" hint="Two letters for each country, such as: DE, FR. Empty: everywhere." />
            )}
          </form.AppField>
          <form.AppField name="except">
            {(each) => <each.TextField label="But not in" hint="Of everywhere." />}
          </form.AppField>
          <div className="s-filters">
            <form.AppField name="start">
              {(each) => <each.TextField label="From (UTC)" type="datetime-local" />}
            </form.AppField>
            <form.AppField name="end">
              {(each) => (
                <each.TextField
                  label="Until (UTC)"
                  type="datetime-local"
                  hint="Without that instant. Empty: until somebody ends it."
                />
              )}
            </form.AppField>
          </div>
          <form.AppField name="maxHeight">
            {(each) => (
              <each.ChoiceField
                label="Picture up to"
                options={isKnown ? HEIGHTS : [...HEIGHTS, [String(height), `${height}p`] as const]}
              />
            )}
          </form.AppField>
          {window !== null && (
            <form.AppField name="why">
              {(each) => <each.TextField label="Why" hint="Stands in the log as it is: nothing personal." />}
            </form.AppField>
          )}
          <form.Problem />
        </FormElement>
      </Dialog>
    </form.AppForm>
  );
}

interface EndWindowDialogProps {
  readonly titleId: string;
  readonly window: Window;
  readonly onEnded: () => void;
  readonly onClose: () => void;
}

/** Ends a window now, with a reason. */
export function EndWindowDialog({ titleId, window, onEnded, onClose }: EndWindowDialogProps) {
  const id = useId();
  const [, end] = useMutation(EndRightsWindowMutation);
  const [commandId] = useState(randomUuid);
  const form = useAppForm({
    defaultValues: { why: '' },
    validationLogic: afterFirstTry,
    validators: { onDynamic: z.object({ why }) },
    onSubmit: async ({ value }) => {
      const { data, error } = await end({ commandId, titleId, windowId: window.id, why: value.why.trim() });
      const answer = data?.endRightsWindow;
      if (answer?.__typename !== 'RightsChanged') return showRefusal(form, answer, error);
      rememberToken(answer.token);
      onEnded();
      onClose();
    },
  });
  return (
    <form.AppForm>
      <Dialog
        title="End the window now?"
        onClose={onClose}
        actions={
          <>
            <Button look="outline" onClick={onClose}>
              Leave it
            </Button>
            <form.Submit look="danger" pending="Ending…" form={id}>
              End it now
            </form.Submit>
          </>
        }
      >
        <p className="s-lead">
          {placesOf(window)}, {modelNames[window.model]}: players that are running stop within seconds. It cannot be
          taken back; another window can be added.
        </p>
        <FormElement form={form} id={id} className="s-dialog-form">
          <form.AppField name="why">
            {(each) => <each.TextField label="Why" hint="Stands in the log as it is: nothing personal." />}
          </form.AppField>
          <form.Problem />
        </FormElement>
      </Dialog>
    </form.AppForm>
  );
}
