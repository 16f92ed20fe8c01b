import { useId, useState } from 'react';
import { useMutation } from 'urql';
import { z } from 'zod';
import { rememberToken } from '../../app/graphql/consistency.ts';
import { randomUuid } from '../../app/uuid.ts';
import { Button } from '../../design/button.tsx';
import { Dialog } from '../../design/dialog.tsx';
import { afterFirstTry, FormElement, useAppForm } from '../../forms/form.tsx';
import { showRefusal } from '../../forms/refusal.ts';
import { useStepUp } from '../../identity/step-up.tsx';
import { minorOf } from '../amount.ts';
import { SetPlanPriceMutation, type StudioPlan } from './plans.queries.ts';

const schema = z
  .object({
    territory: z
      .string()
      .trim()
      .toUpperCase()
      .regex(/^([A-Z]{2})?$/, 'Two letters, such as DE, or nothing.'),
    amountMinor: z.string(),
    currency: z.string(),
    taxIncluded: z.boolean(),
    from: z.string(),
    noticeDays: z
      .string()
      .regex(/^\d{1,3}$/, 'Write a whole number.')
      .transform(Number)
      .pipe(z.int().min(30).max(365)),
  })
  .refine(({ amountMinor, currency }) => minorOf(amountMinor, currency) !== undefined, {
    path: ['amountMinor'],
    message: 'Write an amount such as 9.99, with no more decimals than the currency has.',
  });

interface PriceDialogProps {
  readonly plan: StudioPlan;
  readonly currencies: readonly string[];
  readonly onSet: () => void;
  readonly onClose: () => void;
}

/** Gives a plan a price. What was asked before stays in its history. */
export function PriceDialog({ plan, currencies, onSet, onClose }: PriceDialogProps) {
  const id = useId();
  const { guarded } = useStepUp();
  const [, set] = useMutation(SetPlanPriceMutation);
  // One id for all tries: when an answer was lost, saying it again sets one price.
  const [ids] = useState(() => ({ commandId: randomUuid(), priceId: randomUuid() }));
  const latest = plan.prices[0];
  const form = useAppForm({
    defaultValues: {
      ...{ territory: '', amountMinor: '', from: '', noticeDays: '30' },
      currency: latest?.price.currency ?? (currencies.includes('EUR') ? 'EUR' : (currencies[0] ?? '')),
      taxIncluded: latest?.taxIncluded ?? true,
    },
    validationLogic: afterFirstTry,
    validators: { onDynamic: schema },
    onSubmit: async ({ value }) => {
      const { territory, amountMinor: written, currency, taxIncluded, from, noticeDays } = schema.parse(value);
      const asked = {
        ...{ ...ids, planId: plan.id, currency, taxIncluded, noticeDays },
        amountMinor: minorOf(written, currency) ?? 0,
        territory: territory === '' ? null : territory,
        from: from === '' ? null : `${from}:00.000Z`,
      };
      const { data, error } = await guarded(() => set(asked));
      const answer = data?.setPlanPrice;
      if (answer?.__typename !== 'PlansChanged') return showRefusal(form, answer, error);
      rememberToken(answer.token);
      onSet();
      onClose();
    },
  });
  return (
    <form.AppForm>
      <Dialog
        title={`A price for ${plan.name}`}
        onClose={onClose}
        actions={
          <>
            <Button look="outline" onClick={onClose}>
              Cancel
            </Button>
            <form.Submit pending="Setting…" form={id}>
              Set the price
            </form.Submit>
          </>
        }
      >
        <p className="s-lead">
          It counts for whoever subscribes from then on. Who has the plan pays what was agreed. A price that was set is
          not taken back; another one follows it.
        </p>
        <FormElement form={form} id={id} className="s-dialog-form">
          <div className="s-filters">
            <form.AppField name="amountMinor">
              {(field) => <field.TextField label="Amount" placeholder="9.99" />}
            </form.AppField>
            <form.AppField name="currency">
              {(field) => <field.ChoiceField label="Currency" options={currencies.map((code) => [code, code])} />}
            </form.AppField>
          </div>
          <form.AppField name="taxIncluded">{(field) => <field.CheckField label="Tax is in it" />}</form.AppField>
          <form.AppField name="territory">
            {(field) => (
              <field.TextField
                label="Where"
                hint="Two letters of a country, such as DE. Empty: wherever there is no price of its own."
              />
            )}
          </form.AppField>
          <form.AppField name="from">
            {(field) => <field.TextField label="From (UTC)" type="datetime-local" hint="Empty: from now on." />}
          </form.AppField>
          <form.AppField name="noticeDays">
            {(field) => (
              <field.TextField
                label="Days of notice"
                inputMode="numeric"
                hint="How long before it is told to whoever pays less for it now, 30 at least."
              />
            )}
          </form.AppField>
          <form.Problem />
        </FormElement>
      </Dialog>
    </form.AppForm>
  );
}
