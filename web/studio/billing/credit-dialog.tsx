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
import { GrantCreditMutation } from './customer.queries.ts';

const schema = z
  .object({ amountMinor: z.string(), currency: z.string(), why: z.string().trim().min(1).max(500) })
  .refine(({ amountMinor, currency }) => (minorOf(amountMinor, currency) ?? 0) >= 1, {
    path: ['amountMinor'],
    message: 'Write an amount such as 5.00, with no more decimals than the currency has.',
  });

interface CreditDialogProps {
  readonly accountId: string;
  readonly currencies: readonly string[];
  /** The currency in which they pay; undefined: that is not known. */
  readonly first: string | undefined;
  readonly onGiven: () => void;
  readonly onClose: () => void;
}

/** Gives somebody credit, which pays their next invoices. */
export function CreditDialog({ accountId, currencies, first, onGiven, onClose }: CreditDialogProps) {
  const id = useId();
  const { guarded } = useStepUp();
  const [, give] = useMutation(GrantCreditMutation);
  // One id for all tries: when an answer was lost, saying it again gives once.
  const [commandId] = useState(randomUuid);
  const form = useAppForm({
    defaultValues: {
      ...{ amountMinor: '', why: '' },
      currency: first ?? (currencies.includes('EUR') ? 'EUR' : (currencies[0] ?? '')),
    },
    validationLogic: afterFirstTry,
    validators: { onDynamic: schema },
    onSubmit: async ({ value }) => {
      const { amountMinor, currency, why } = schema.parse(value);
      const asked = { commandId, accountId, amountMinor: minorOf(amountMinor, currency) ?? 0, currency, why };
      const { data, error } = await guarded(() => give(asked));
      const answer = data?.grantCredit;
      if (answer?.__typename !== 'CustomerMoneyChanged') return showRefusal(form, answer, error);
      rememberToken(answer.token);
      onGiven();
      onClose();
    },
  });
  return (
    <form.AppForm>
      <Dialog
        title="Give credit"
        onClose={onClose}
        actions={
          <>
            <Button look="outline" onClick={onClose}>
              Cancel
            </Button>
            <form.Submit pending="Giving…" form={id}>
              Give it
            </form.Submit>
          </>
        }
      >
        <p className="s-lead">It pays their next invoices in that currency, before the card is charged.</p>
        <FormElement form={form} id={id} className="s-dialog-form">
          <div className="s-filters">
            <form.AppField name="amountMinor">
              {(field) => <field.TextField label="Amount" placeholder="5.00" />}
            </form.AppField>
            <form.AppField name="currency">
              {(field) => <field.ChoiceField label="Currency" options={currencies.map((code) => [code, code])} />}
            </form.AppField>
          </div>
          <form.AppField name="why">
            {(field) => <field.TextField label="Why" multiline hint="Stands in the log as it is: nothing personal." />}
          </form.AppField>
          <form.Problem />
        </FormElement>
      </Dialog>
    </form.AppForm>
  );
}
