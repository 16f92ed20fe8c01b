import './purchase.css';
import '../identity/frame.css';
import '../identity/account.css';
import { IconCircleCheck, IconUser } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { useMutation, useQuery } from 'urql';
import { z } from 'zod';
import { rememberToken } from '../app/graphql/consistency.ts';
import { randomUuid } from '../app/uuid.ts';
import { buttonClass } from '../design/button.tsx';
import { type Money, money } from '../design/money.ts';
import { FailureMessage, Skeleton, StateMessage } from '../design/states.tsx';
import { afterFirstTry, FormElement, useAppForm } from '../forms/form.tsx';
import { showRefusal } from '../forms/refusal.ts';
import { PageHeading } from '../identity/frame.tsx';
import { CreditQuery, RedeemGiftCodeMutation } from './gift.queries.ts';

const schema = z.object({ code: z.string().trim().min(1, 'Type the code.').max(100) });

/** Brings a gift code, and says what is credited. */
export function RedeemPage() {
  const [{ data, error, fetching }, refresh] = useQuery({ query: CreditQuery, requestPolicy: 'cache-and-network' });
  const again = () => refresh({ requestPolicy: 'network-only' });
  if (data === undefined && error !== undefined && !fetching)
    return <FailureMessage whole error={error} onRetry={again} />;
  if (data === undefined)
    return (
      <div className="b-redeem" aria-busy="true" aria-label="Loading">
        <Skeleton width={220} height={36} />
        <Skeleton height={120} style={{ borderRadius: 12 }} />
      </div>
    );
  if (data.myAccount === null)
    return (
      <StateMessage
        whole
        icon={<IconUser size={30} stroke={1.6} />}
        title="Sign in to redeem a code"
        actions={
          <Link to="/sign-in" search={{ next: '/redeem' }} className={buttonClass('primary')}>
            Sign in
          </Link>
        }
      >
        What it gives is credited to your account.
      </StateMessage>
    );
  return (
    <div className="b-redeem">
      <title>Redeem a code · Reprise</title>
      <PageHeading>Redeem a code</PageHeading>
      <Redeem onDone={again} />
      {data.myCredit.length > 0 && (
        <p className="b-redeem__credit">
          Your credit: <strong>{data.myCredit.map((each) => money(each)).join(' and ')}</strong>. It pays what you rent,
          buy or subscribe to before your card does.
        </p>
      )}
    </div>
  );
}

function Redeem({ onDone }: { onDone: () => void }) {
  const [got, setGot] = useState<Money | null>(null);
  const [, redeem] = useMutation(RedeemGiftCodeMutation);
  const form = useAppForm({
    defaultValues: { code: '' },
    validationLogic: afterFirstTry,
    validators: { onDynamic: schema },
    onSubmit: async ({ value }) => {
      setGot(null);
      const { data, error } = await redeem({ commandId: randomUuid(), code: value.code.trim() });
      const answer = data?.redeemGiftCode;
      if (answer?.__typename !== 'GiftCodeRedeemed') return showRefusal(form, answer, error);
      rememberToken(answer.token);
      setGot(answer.amount);
      form.reset();
      // The credit follows the code by a moment.
      setTimeout(onDone, 1500);
    },
  });
  return (
    <form.AppForm>
      <FormElement form={form} className="b-redeem__form">
        <form.AppField name="code">
          {(field) => <field.TextField label="Code" placeholder="ABCD-EFGH-JKMN-PQRS" autoFocus />}
        </form.AppField>
        <form.Problem />
        <div className="b-buy__actions">
          <form.Submit pending="Looking…">Redeem</form.Submit>
        </div>
      </FormElement>
      {got !== null && (
        <p className="notice notice--good" role="status">
          <IconCircleCheck size={20} stroke={1.8} aria-hidden="true" />
          <span>{money(got)} are credited to your account.</span>
        </p>
      )}
    </form.AppForm>
  );
}
