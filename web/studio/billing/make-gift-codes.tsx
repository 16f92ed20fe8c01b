import { IconCopy } from '@tabler/icons-react';
import { useId, useState } from 'react';
import { useMutation } from 'urql';
import { z } from 'zod';
import { rememberToken } from '../../app/graphql/consistency.ts';
import { randomUuid } from '../../app/uuid.ts';
import { Button } from '../../design/button.tsx';
import { Dialog } from '../../design/dialog.tsx';
import { counted } from '../../design/format.ts';
import { afterFirstTry, FormElement, useAppForm } from '../../forms/form.tsx';
import { showRefusal } from '../../forms/refusal.ts';
import { useStepUp } from '../../identity/step-up.tsx';
import { minorOf } from '../amount.ts';
import { MakeGiftCodesMutation } from './gift-codes.queries.ts';

const schema = z
  .object({
    count: z
      .string()
      .trim()
      .regex(/^\d{1,3}$/, 'Write a whole number.')
      .transform(Number)
      .pipe(z.int().min(1).max(100)),
    amountMinor: z.string(),
    currency: z.string(),
    label: z.string().trim().min(1, 'Say what they are for.').max(100),
    validUntil: z.string(),
  })
  .refine(({ amountMinor, currency }) => (minorOf(amountMinor, currency) ?? 0) > 0, {
    path: ['amountMinor'],
    message: 'Write an amount such as 20, with no more decimals than the currency has.',
  });

interface MakeProps {
  readonly currencies: readonly string[];
  readonly onMade: () => void;
  readonly onClose: () => void;
}

/** Makes codes, and shows them the one time that they are shown. */
export function MakeGiftCodes({ currencies, onMade, onClose }: MakeProps) {
  const id = useId();
  const { guarded } = useStepUp();
  const [, make] = useMutation(MakeGiftCodesMutation);
  const [commandId] = useState(randomUuid);
  const [codes, setCodes] = useState<readonly string[] | null>(null);
  const form = useAppForm({
    defaultValues: {
      ...{ count: '1', amountMinor: '', label: '', validUntil: '' },
      currency: currencies.includes('EUR') ? 'EUR' : (currencies[0] ?? ''),
    },
    validationLogic: afterFirstTry,
    validators: { onDynamic: schema },
    onSubmit: async ({ value }) => {
      const { count, amountMinor: written, currency, label, validUntil } = schema.parse(value);
      const asked = {
        ...{ commandId, count, currency, label },
        amountMinor: minorOf(written, currency) ?? 0,
        validUntil: validUntil === '' ? null : `${validUntil}:00.000Z`,
      };
      const { data, error } = await guarded(() => make(asked));
      const answer = data?.makeGiftCodes;
      if (answer?.__typename !== 'GiftCodesMade') return showRefusal(form, answer, error);
      rememberToken(answer.token);
      setCodes(answer.codes);
      onMade();
    },
  });
  if (codes !== null) return <Made codes={codes} onClose={onClose} />;
  return (
    <form.AppForm>
      <Dialog
        title="Make gift codes"
        onClose={onClose}
        actions={
          <>
            <Button look="outline" onClick={onClose}>
              Cancel
            </Button>
            <form.Submit pending="Making…" form={id}>
              Make them
            </form.Submit>
          </>
        }
      >
        <FormElement form={form} id={id} className="s-dialog-form">
          <form.AppField name="label">
            {(field) => <field.TextField label="What for" hint="For those who work here, e.g. Winter." />}
          </form.AppField>
          <form.AppField name="count">
            {(field) => <field.TextField label="How many" inputMode="numeric" hint="1 to 100." />}
          </form.AppField>
          <div className="s-filters">
            <form.AppField name="amountMinor">
              {(field) => <field.TextField label="Each gives" placeholder="20.00" />}
            </form.AppField>
            <form.AppField name="currency">
              {(field) => <field.ChoiceField label="Currency" options={currencies.map((code) => [code, code])} />}
            </form.AppField>
          </div>
          <form.AppField name="validUntil">
            {(field) => <field.TextField label="Until (UTC)" type="datetime-local" hint="Empty: for good." />}
          </form.AppField>
          <form.Problem />
        </FormElement>
      </Dialog>
    </form.AppForm>
  );
}

function Made({ codes, onClose }: { codes: readonly string[]; onClose: () => void }) {
  const [isCopied, setCopied] = useState(false);
  const text = codes.join('\n');
  return (
    <Dialog
      title={`${counted(codes.length, 'code')} made`}
      onClose={onClose}
      actions={
        <>
          <Button
            look="outline"
            onClick={() =>
              void navigator.clipboard.writeText(text).then(
                () => setCopied(true),
                () => setCopied(false),
              )
            }
          >
            <IconCopy size={18} />
            {isCopied ? 'Copied' : 'Copy'}
          </Button>
          <Button look="primary" onClick={onClose}>
            I have kept them
          </Button>
        </>
      }
    >
      <p className="s-lead">Keep them now: nobody can look them up later.</p>
      <textarea
        className="input"
        readOnly
        rows={Math.min(10, codes.length + 1)}
        value={text}
        aria-label="The codes"
        style={{ fontFamily: 'ui-monospace, monospace' }}
      />
    </Dialog>
  );
}
