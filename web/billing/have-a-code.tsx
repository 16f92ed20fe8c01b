import { IconDiscount } from '@tabler/icons-react';
import { useState } from 'react';
import { useClient } from 'urql';
import { z } from 'zod';
import { Button } from '../design/button.tsx';
import { money } from '../design/money.ts';
import { afterFirstTry, FormElement, useAppForm } from '../forms/form.tsx';
import { showRefusal } from '../forms/refusal.ts';
import { CouponForQuery } from './coupon.queries.ts';
import type { CouponQuote } from './coupon.queries.ts';
import type { Plan } from './plan.queries.ts';
import { forPeriods } from './words.ts';

const schema = z.object({ code: z.string().trim().min(1, 'Type the code.').max(100) });

interface CodeProps {
  readonly plan: Plan;
  /** What the code that was typed takes off; null: none was. */
  readonly quote: CouponQuote | null;
  readonly onQuote: (quote: CouponQuote | null) => void;
}

/** A code that takes something off: asked for where somebody has one, and what it comes to before anything is paid. */
export function HaveACode({ plan, quote, onQuote }: CodeProps) {
  const [isOpen, setOpen] = useState(false);
  if (quote !== null)
    return (
      <div className="notice notice--good b-code" role="status">
        <IconDiscount size={20} stroke={1.8} aria-hidden="true" />
        <p>
          <strong>{quote.code}</strong> takes {money(quote.off)} off {forPeriods(plan.interval, quote.periods)}.
        </p>
        <Button look="ghost" small onClick={() => onQuote(null)}>
          Remove<span className="visually-hidden"> the code</span>
        </Button>
      </div>
    );
  if (!isOpen)
    return (
      <div>
        <Button look="ghost" aria-expanded={false} onClick={() => setOpen(true)}>
          Have a code?
        </Button>
      </div>
    );
  return <CodeForm planId={plan.id} onQuote={onQuote} />;
}

function CodeForm({ planId, onQuote }: { planId: string; onQuote: CodeProps['onQuote'] }) {
  const client = useClient();
  const form = useAppForm({
    defaultValues: { code: '' },
    validationLogic: afterFirstTry,
    validators: { onDynamic: schema },
    onSubmit: async ({ value }) => {
      const variables = { planId, code: value.code.trim() };
      const { data, error } = await client
        .query(CouponForQuery, variables, { requestPolicy: 'network-only' })
        .toPromise();
      const answer = data?.couponFor;
      if (answer?.__typename === 'CouponQuote') return onQuote(answer);
      // What is said of a code stands at its field.
      return showRefusal(form, answer && { ...answer, path: 'code' }, error);
    },
  });
  return (
    <form.AppForm>
      <FormElement form={form} className="b-code-form">
        <form.AppField name="code">{(field) => <field.TextField label="Code" autoFocus />}</form.AppField>
        <form.Submit pending="Looking…" look="outline">
          Use it
        </form.Submit>
        <form.Problem />
      </FormElement>
    </form.AppForm>
  );
}
