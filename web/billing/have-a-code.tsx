import { IconDiscount } from '@tabler/icons-react';
import { useEffect, useRef, useState } from 'react';
import { useClient } from 'urql';
import { z } from 'zod';
import { Button } from '../design/button.tsx';
import { money } from '../design/money.ts';
import { afterFirstTry, FormElement, useAppForm } from '../forms/form.tsx';
import { showRefusal } from '../forms/refusal.ts';
import { CouponForQuery } from './coupon.queries.ts';
import type { CouponQuote } from './coupon.queries.ts';
import type { Plan } from './plan.queries.ts';
import { forPeriods, intervalWords } from './words.ts';

const schema = z.object({ code: z.string().trim().min(1, 'Type the code.').max(100) });

/** Whoever is sent to the page where a card is entered comes back with their code. */
const kept = {
  name: (planId: string) => `reprise.code.${planId}`,
  get(planId: string): string | null {
    try {
      return sessionStorage.getItem(kept.name(planId));
    } catch {
      return null;
    }
  },
  set(planId: string, code: string | null): void {
    try {
      if (code === null) sessionStorage.removeItem(kept.name(planId));
      else sessionStorage.setItem(kept.name(planId), code);
    } catch {
      // A browser that keeps nothing: the code is typed again.
    }
  },
};

/** Asks what a code takes off; also once for one that was typed before its owner went to enter a card. */
function useLook(planId: string, onFound: (quote: CouponQuote) => void) {
  const client = useClient();
  const look = async (code: string) => {
    const asked = client.query(CouponForQuery, { planId, code }, { requestPolicy: 'network-only' });
    const { data, error } = await asked.toPromise();
    return { answer: data?.couponFor, error };
  };
  const isLooked = useRef(false);
  useEffect(() => {
    const before = kept.get(planId);
    if (before === null || isLooked.current) return;
    isLooked.current = true;
    void look(before).then(({ answer }) => {
      if (answer?.__typename === 'CouponQuote') onFound(answer);
      else if (answer !== undefined) kept.set(planId, null);
    });
  });
  return look;
}

interface CodeProps {
  readonly plan: Plan;
  /** What the code that was typed takes off; null: none was. */
  readonly quote: CouponQuote | null;
  readonly onQuote: (quote: CouponQuote | null) => void;
}

/** A code that takes something off: asked for where somebody has one, and what it comes to before anything is paid. */
export function HaveACode({ plan, quote, onQuote: onFound }: CodeProps) {
  const [isOpen, setOpen] = useState(false);
  const onQuote = (found: CouponQuote | null) => {
    kept.set(plan.id, found?.code ?? null);
    onFound(found);
  };
  const look = useLook(plan.id, onFound);
  if (quote !== null)
    return (
      <div className="notice notice--good b-code" role="status">
        <IconDiscount size={20} stroke={1.8} aria-hidden="true" />
        <p>
          <strong>{quote.code}</strong> takes {money(quote.off)} off
          {quote.periods === 1 ? ' ' : ` every ${intervalWords(plan.interval)} `}
          {forPeriods(plan.interval, quote.periods)}.
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
  return <CodeForm look={look} onQuote={onQuote} />;
}

function CodeForm({ look, onQuote }: { look: ReturnType<typeof useLook>; onQuote: CodeProps['onQuote'] }) {
  const form = useAppForm({
    defaultValues: { code: '' },
    validationLogic: afterFirstTry,
    validators: { onDynamic: schema },
    onSubmit: async ({ value }) => {
      const { answer, error } = await look(value.code.trim());
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
