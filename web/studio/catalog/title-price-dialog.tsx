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
import { SetTitlePriceMutation } from './title-prices.queries.ts';
import type { TitlePriceLine } from './title-prices.queries.ts';

const schema = z
  .object({
    model: z.enum(['RENT', 'BUY']),
    territory: z
      .string()
      .trim()
      .toUpperCase()
      .regex(/^([A-Z]{2})?$/, 'Two letters, such as DE, or nothing.'),
    amountMinor: z.string(),
    currency: z.string(),
    taxIncluded: z.boolean(),
    from: z.string(),
  })
  .refine(({ amountMinor, currency }) => minorOf(amountMinor, currency) !== undefined, {
    path: ['amountMinor'],
    message: 'Write an amount such as 3.99, with no more decimals than the currency has.',
  });

interface TitlePriceDialogProps {
  readonly titleId: string;
  readonly name: string;
  readonly currencies: readonly string[];
  readonly latest: TitlePriceLine | undefined;
  readonly onSet: () => void;
  readonly onClose: () => void;
}

/** Gives a title a price. What was asked before stays in its history. */
export function TitlePriceDialog({ titleId, name, currencies, latest, onSet, onClose }: TitlePriceDialogProps) {
  const id = useId();
  const { guarded } = useStepUp();
  const [, set] = useMutation(SetTitlePriceMutation);
  // One id for all tries: when an answer was lost, saying it again sets one price.
  const [ids] = useState(() => ({ commandId: randomUuid(), priceId: randomUuid() }));
  const form = useAppForm({
    defaultValues: {
      ...{ model: 'RENT', territory: '', amountMinor: '', from: '' },
      currency: latest?.amount.currency ?? (currencies.includes('EUR') ? 'EUR' : (currencies[0] ?? '')),
      taxIncluded: latest?.taxIncluded ?? true,
    },
    validationLogic: afterFirstTry,
    validators: { onDynamic: schema },
    onSubmit: async ({ value }) => {
      const { model, territory, amountMinor: written, currency, taxIncluded, from } = schema.parse(value);
      const price = {
        ...{ model, currency, taxIncluded },
        amountMinor: minorOf(written, currency) ?? 0,
        territory: territory === '' ? null : territory,
        from: from === '' ? null : `${from}:00.000Z`,
      };
      const { data, error } = await guarded(() => set({ ...ids, titleId, price }));
      const answer = data?.setTitlePrice;
      if (answer?.__typename !== 'TitlePricesChanged') return showRefusal(form, answer, error);
      rememberToken(answer.token);
      onSet();
      onClose();
    },
  });
  return (
    <form.AppForm>
      <Dialog
        title={`A price for ${name}`}
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
        <FormElement form={form} id={id} className="s-dialog-form">
          <form.AppField name="model">
            {(field) => (
              <field.ChoiceField
                label="For"
                options={[
                  ['RENT', 'renting: 30 days to begin, then 48 hours'],
                  ['BUY', 'buying: for good'],
                ]}
              />
            )}
          </form.AppField>
          <div className="s-filters">
            <form.AppField name="amountMinor">
              {(field) => <field.TextField label="Amount" placeholder="3.99" />}
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
          <form.Problem />
        </FormElement>
      </Dialog>
    </form.AppForm>
  );
}
