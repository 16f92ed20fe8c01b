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
import { DefineCouponMutation } from './coupons.queries.ts';
import type { PlanName } from './coupons.queries.ts';

const whole = (most: number) =>
  z
    .string()
    .trim()
    .regex(/^\d{1,5}$/, 'Write a whole number.')
    .transform(Number)
    .pipe(z.int().min(1).max(most));

const schema = z
  .object({
    code: z
      .string()
      .trim()
      .regex(/^[A-Za-z0-9][A-Za-z0-9 \-_.]{1,38}[A-Za-z0-9]$/, '3 to 30 letters and digits.'),
    unit: z.string(),
    off: z.string().trim(),
    lasts: z.string(),
    periods: z.string(),
    planId: z.string(),
    audience: z.string(),
    validFrom: z.string(),
    validUntil: z.string(),
    maxUses: whole(2000),
  })
  .superRefine(({ unit, off, lasts, periods }, { addIssue }) => {
    const isGood = unit === 'PERCENT' ? whole(100).safeParse(off).success : (minorOf(off, unit) ?? 0) > 0;
    const message = unit === 'PERCENT' ? 'Write 1 to 100.' : 'Write an amount such as 5.00.';
    if (!isGood) addIssue({ code: 'custom', path: ['off'], message });
    if (lasts === 'PERIODS' && !whole(120).safeParse(periods).success)
      addIssue({ code: 'custom', path: ['periods'], message: 'Write 1 to 120.' });
  });
type Values = z.output<typeof schema>;

const instant = (written: string): string | null => (written === '' ? null : `${written}:00.000Z`);
const askedOf = ({ unit, off, lasts, periods, planId, code, audience, maxUses, ...times }: Values) => ({
  audience: audience === 'NEW' ? ('NEW' as const) : ('EVERYBODY' as const),
  ...{ code, maxUses, planIds: planId === '' ? [] : [planId] },
  percent: unit === 'PERCENT' ? Number(off) : null,
  amountMinor: unit === 'PERCENT' ? null : (minorOf(off, unit) ?? 0),
  currency: unit === 'PERCENT' ? null : unit,
  periods: lasts === 'GOOD' ? null : lasts === 'ONCE' ? 1 : Number(periods),
  validFrom: instant(times.validFrom),
  validUntil: instant(times.validUntil),
});

interface CouponDialogProps {
  readonly currencies: readonly string[];
  readonly plans: readonly PlanName[];
  readonly onMade: () => void;
  readonly onClose: () => void;
}

/** Makes a coupon. What it gives never changes after. */
export function CouponDialog({ currencies, plans, onMade, onClose }: CouponDialogProps) {
  const id = useId();
  const { guarded } = useStepUp();
  const [, define] = useMutation(DefineCouponMutation);
  const [commandId, setCommandId] = useState(randomUuid);
  const form = useAppForm({
    defaultValues: {
      ...{ code: '', unit: 'PERCENT', off: '', lasts: 'ONCE', periods: '3', planId: '', audience: 'EVERYBODY' },
      ...{ validFrom: '', validUntil: '', maxUses: '100' },
    },
    validationLogic: afterFirstTry,
    validators: { onDynamic: schema },
    onSubmit: async ({ value }) => {
      const { data, error } = await guarded(() => define({ commandId, ...askedOf(schema.parse(value)) }));
      const answer = data?.defineCoupon;
      if (answer?.__typename !== 'CouponsChanged') {
        // A refusal is the answer for that id; the next try is another one.
        if (answer !== undefined) setCommandId(randomUuid());
        return showRefusal(form, answer, error);
      }
      rememberToken(answer.token);
      onMade();
      onClose();
    },
  });
  return (
    <form.AppForm>
      <Dialog
        title="Make a coupon"
        onClose={onClose}
        actions={
          <>
            <Button look="outline" onClick={onClose}>
              Cancel
            </Button>
            <form.Submit pending="Making…" form={id}>
              Make it
            </form.Submit>
          </>
        }
      >
        <FormElement form={form} id={id} className="s-dialog-form">
          <form.AppField name="code">
            {(field) => <field.TextField label="Code" placeholder="WINTER25" hint="Letters and digits, 3 to 30." />}
          </form.AppField>
          <div className="s-filters">
            <form.AppField name="off">
              {(field) => <field.TextField label="Takes off" placeholder="25" />}
            </form.AppField>
            <form.AppField name="unit">
              {(field) => (
                <field.ChoiceField
                  label="Of what"
                  options={[['PERCENT', 'percent'], ...currencies.map((code): [string, string] => [code, code])]}
                />
              )}
            </form.AppField>
          </div>
          <div className="s-filters">
            <form.AppField name="lasts">
              {(field) => (
                <field.ChoiceField
                  label="For how long"
                  options={[
                    ['ONCE', 'the first period'],
                    ['PERIODS', 'several periods'],
                    ['GOOD', 'as long as it goes on'],
                  ]}
                />
              )}
            </form.AppField>
            <form.Subscribe selector={({ values }) => values.lasts}>
              {(lasts) =>
                lasts === 'PERIODS' && (
                  <form.AppField name="periods">
                    {(field) => <field.TextField label="How many periods" inputMode="numeric" />}
                  </form.AppField>
                )
              }
            </form.Subscribe>
          </div>
          <div className="s-filters">
            <form.AppField name="planId">
              {(field) => (
                <field.ChoiceField
                  label="For which plan"
                  options={[['', 'all plans'], ...plans.map(({ id: of, name }): [string, string] => [of, name])]}
                />
              )}
            </form.AppField>
            <form.AppField name="audience">
              {(field) => (
                <field.ChoiceField
                  label="For whom"
                  options={[
                    ['EVERYBODY', 'everybody'],
                    ['NEW', 'new customers'],
                  ]}
                />
              )}
            </form.AppField>
          </div>
          <form.AppField name="maxUses">
            {(field) => <field.TextField label="How often in all" inputMode="numeric" hint="1 to 2000." />}
          </form.AppField>
          <form.AppField name="validFrom">
            {(field) => <field.TextField label="From (UTC)" type="datetime-local" hint="Empty: from now on." />}
          </form.AppField>
          <form.AppField name="validUntil">
            {(field) => <field.TextField label="Until (UTC)" type="datetime-local" hint="Empty: for good." />}
          </form.AppField>
          <form.Problem />
        </FormElement>
      </Dialog>
    </form.AppForm>
  );
}
