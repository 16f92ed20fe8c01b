import { useId, useState } from 'react';
import { useMutation } from 'urql';
import { z } from 'zod';
import { rememberToken } from '../../app/graphql/consistency.ts';
import { randomUuid } from '../../app/uuid.ts';
import { Button } from '../../design/button.tsx';
import { Dialog } from '../../design/dialog.tsx';
import { money } from '../../design/money.ts';
import { afterFirstTry, FormElement, useAppForm } from '../../forms/form.tsx';
import { showRefusal } from '../../forms/refusal.ts';
import { useStepUp } from '../../identity/step-up.tsx';
import { minorOf, textOf } from '../amount.ts';
import { type CustomerInvoice, RefundInvoiceMutation } from './customer.queries.ts';

interface RefundDialogProps {
  readonly invoice: CustomerInvoice;
  readonly onAsked: () => void;
  readonly onClose: () => void;
}

/** Gives an invoice or a part of it back, with a reason. */
export function RefundDialog({ invoice: { id: invoiceId, number, refundable }, onAsked, onClose }: RefundDialogProps) {
  const id = useId();
  const { guarded } = useStepUp();
  const [, refund] = useMutation(RefundInvoiceMutation);
  // One id for all tries: when an answer was lost, saying it again gives back once.
  const [commandId] = useState(randomUuid);
  const { currency, minor: most } = refundable;
  const schema = z.object({
    amountMinor: z.string().refine(
      (text) => {
        const minor = minorOf(text, currency);
        return minor !== undefined && minor >= 1 && minor <= most;
      },
      { message: `Write an amount up to ${textOf(most, currency)}.` },
    ),
    why: z.string().trim().min(1).max(500),
  });
  const form = useAppForm({
    defaultValues: { amountMinor: textOf(most, currency), why: '' },
    validationLogic: afterFirstTry,
    validators: { onDynamic: schema },
    onSubmit: async ({ value }) => {
      const { amountMinor, why } = schema.parse(value);
      const asked = { commandId, invoiceId, amountMinor: minorOf(amountMinor, currency) ?? 0, why };
      const { data, error } = await guarded(() => refund(asked));
      const answer = data?.refundInvoice;
      if (answer?.__typename !== 'RefundUnderWay') return showRefusal(form, answer, error);
      rememberToken(answer.token);
      onAsked();
      onClose();
    },
  });
  return (
    <form.AppForm>
      <Dialog
        title={`Give back ${number}`}
        onClose={onClose}
        actions={
          <>
            <Button look="outline" onClick={onClose}>
              Cancel
            </Button>
            <form.Submit look="danger" pending="Asking…" form={id}>
              Give it back
            </form.Submit>
          </>
        }
      >
        <p className="s-lead">
          Up to {money(refundable)}: to the card what the card paid, the rest as credit. The customer gets a credit
          note; a subscription goes on.
        </p>
        <FormElement form={form} id={id} className="s-dialog-form">
          <form.AppField name="amountMinor">
            {(field) => <field.TextField label={`Amount in ${currency}, tax included`} />}
          </form.AppField>
          <form.AppField name="why">
            {(field) => <field.TextField label="Why" multiline hint="Stands in the log as it is: nothing personal." />}
          </form.AppField>
          <form.Problem />
        </FormElement>
      </Dialog>
    </form.AppForm>
  );
}
