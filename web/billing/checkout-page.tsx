import '../identity/frame.css';
import { IconCreditCardOff, IconLoader2, IconUserOff } from '@tabler/icons-react';
import { getRouteApi, Link, useRouter } from '@tanstack/react-router';
import { type ReactNode, useEffect, useState } from 'react';
import { useClient } from 'urql';
import { failureOf } from '../app/graphql/failure.ts';
import { randomUuid } from '../app/uuid.ts';
import { Button, buttonClass } from '../design/button.tsx';
import { StateMessage } from '../design/states.tsx';
import { nextPage } from '../../schemas/identity/next-page.ts';
import { CheckoutQuery, CompleteCheckoutMutation } from './payment.queries.ts';
import { useCheckout } from './use-checkout.ts';

const route = getRouteApi('/viewer/account/checkout/$checkoutId');
/** Between two looks, ms, and how many there are: a provider that says nothing for a minute tells us later. */
const PAUSE_MS = 1000;
const MOST_LOOKS = 60;
/** With every so many looks the provider is asked again. */
const ASK_EACH = 10;

type End =
  | { readonly kind: 'expired' | 'unknown' | 'late' }
  | { readonly kind: 'failed'; readonly remedy: string }
  | undefined;

/** Somebody came back from the page of the provider: as soon as the card is kept, the page follows that they came from. */
export function CheckoutPage() {
  const { checkoutId } = route.useParams();
  const asked = route.useSearch().next;
  const next = asked === undefined ? '/account' : nextPage(asked, location.origin);
  const { end, again } = useEnd(checkoutId, next);
  const retry = useCheckout(next);
  const other = (
    <>
      <Button look="primary" disabled={retry.isLeaving} aria-busy={retry.isLeaving} onClick={() => void retry.leave()}>
        Enter a card
      </Button>
      <Link to="/account" className={buttonClass('outline')}>
        Your account
      </Link>
    </>
  );
  return (
    <>
      <title>Your card · Reprise</title>
      {end === undefined && (
        <State icon={<IconLoader2 size={30} stroke={1.6} className="b-turning" />} title="One moment">
          <span role="status">The payment provider is asked whether your card is kept.</span>
        </State>
      )}
      {end?.kind === 'expired' && (
        <State icon={<IconCreditCardOff size={30} stroke={1.6} />} title="No card was entered" actions={other}>
          {retry.problem ?? 'The page of the payment provider is over. Nothing was paid.'}
        </State>
      )}
      {end?.kind === 'unknown' && (
        <State icon={<IconUserOff size={30} stroke={1.6} />} title="This is nothing of yours" actions={other}>
          {retry.problem ?? 'It was begun by another account, or never. Sign in with the one that you began with.'}
        </State>
      )}
      {(end?.kind === 'late' || end?.kind === 'failed') && (
        <State
          icon={<IconCreditCardOff size={30} stroke={1.6} />}
          title="The payment provider has not answered yet"
          actions={
            <>
              <Button look="primary" onClick={again}>
                Look again
              </Button>
              <Link to="/account" className={buttonClass('outline')}>
                Your account
              </Link>
            </>
          }
        >
          {end.kind === 'failed'
            ? end.remedy
            : 'If you entered a card, it is kept as soon as it does. Nothing was paid.'}
        </State>
      )}
    </>
  );
}

const State = (props: { icon: ReactNode; title: string; actions?: ReactNode; children: ReactNode }) => (
  <StateMessage whole {...props} />
);

/** Asks how it ended until that is known, and goes on when a card is kept. */
function useEnd(checkoutId: string, next: string) {
  const client = useClient();
  const router = useRouter();
  const [end, setEnd] = useState<End>();
  const [round, setRound] = useState(0);
  useEffect(() => {
    const left = new AbortController();
    const look = async (): Promise<End | 'kept'> => {
      for (let n = 0; n < MOST_LOOKS && !left.signal.aborted; n += 1) {
        if (n % ASK_EACH === 0) {
          const { data, error } = await client
            .mutation(CompleteCheckoutMutation, { commandId: randomUuid(), id: checkoutId })
            .toPromise();
          const answer = data?.completeCheckout;
          if (answer === undefined) return { kind: 'failed', remedy: error ? failureOf(error).remedy : 'Look again.' };
          if (answer.__typename !== 'CheckoutAskedFor') return { kind: 'unknown' };
        }
        const { data } = await client
          .query(CheckoutQuery, { id: checkoutId }, { requestPolicy: 'network-only' })
          .toPromise();
        if (data?.checkout?.status === 'COMPLETED') return 'kept';
        if (data?.checkout?.status === 'EXPIRED') return { kind: 'expired' };
        await new Promise((resolve) => setTimeout(resolve, PAUSE_MS));
      }
      return { kind: 'late' };
    };
    void look().then((found) => {
      if (left.signal.aborted) return;
      // Going back leads to where somebody came from, not here again.
      if (found === 'kept') router.history.replace(next);
      else setEnd(found);
    });
    return () => left.abort();
  }, [client, router, checkoutId, next, round]);
  const again = () => {
    setEnd(undefined);
    setRound((before) => before + 1);
  };
  return { end, again };
}
