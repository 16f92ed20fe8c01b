import './purchase.css';
import '../identity/frame.css';
import '../identity/account.css';
import { IconMovieOff, IconShoppingBagX } from '@tabler/icons-react';
import { getRouteApi, Link } from '@tanstack/react-router';
import { useState } from 'react';
import { useQuery } from 'urql';
import { Button, buttonClass } from '../design/button.tsx';
import { runtime } from '../design/format.ts';
import { money } from '../design/money.ts';
import { FailureMessage, Skeleton, StateMessage } from '../design/states.tsx';
import { Poster } from '../viewer/poster.tsx';
import { PayWith } from './pay-with.tsx';
import { BuyQuery } from './purchase.queries.ts';
import type { BuyTitle, Offer } from './purchase.queries.ts';
import { PurchaseProgress } from './purchase-progress.tsx';
import { offerVerb } from './title-sale.tsx';
import { useAskPurchase } from './use-purchase.ts';

const route = getRouteApi('/viewer/buy/$titleId');

/** Renting or buying one film: what it is, what it costs, for how long, and by what it is paid. */
export function BuyPage() {
  const { titleId } = route.useParams();
  const [{ data, error, fetching }, refresh] = useQuery({
    query: BuyQuery,
    variables: { id: titleId },
    requestPolicy: 'cache-and-network',
  });
  const again = () => refresh({ requestPolicy: 'network-only' });
  if (data === undefined && error !== undefined && !fetching)
    return <FailureMessage whole error={error} onRetry={again} />;
  if (data === undefined) return <Loading />;
  const { title, myAccount } = data;
  if (title === null)
    return (
      <StateMessage
        whole
        icon={<IconMovieOff size={30} stroke={1.6} />}
        title="This film is not available"
        actions={
          <Link to="/" className={buttonClass('primary')}>
            See all films
          </Link>
        }
      >
        It may have left the programme, or the link is mistyped.
      </StateMessage>
    );
  return <Purchase title={title} isSignedIn={myAccount !== null} onChanged={again} />;
}

function Purchase({ title, isSignedIn, onChanged }: { title: BuyTitle; isSignedIn: boolean; onChanged: () => void }) {
  const { how } = route.useSearch();
  const [asked, setAsked] = useState<string | null>(null);
  const { offers, purchase } = title;
  const offer = offers.find(({ model }) => model.toLowerCase() === how) ?? offers[0];
  // What is theirs already, or on its way, is shown instead of being sold again; a rental does not keep anybody from buying.
  const had = purchase !== null && (purchase.model === 'BUY' || purchase.model === offer?.model) ? purchase.id : null;
  const shown = asked ?? had;
  return (
    <div className="b-buy">
      <title>{`${offer === undefined ? '' : `${offerVerb(offer)} `}${title.name} · Reprise`}</title>
      <div className="b-buy__poster" aria-hidden="true">
        <Poster film={title} />
      </div>
      <div className="b-buy__text">
        <h1>{title.name}</h1>
        <p className="b-buy__facts">
          {[title.releaseYear, title.durationMs === null ? null : runtime(title.durationMs)]
            .filter((fact) => fact !== null)
            .join(' · ')}
        </p>
        {shown !== null ? (
          <PurchaseProgress
            purchaseId={shown}
            titleId={title.id}
            onAgain={() => {
              setAsked(null);
              onChanged();
            }}
          />
        ) : offer === undefined ? (
          <NotSold titleId={title.id} />
        ) : (
          <Choice
            key={offer.priceId}
            title={title}
            offer={offer}
            isSignedIn={isSignedIn}
            onAsked={setAsked}
            onChanged={onChanged}
          />
        )}
      </div>
    </div>
  );
}

/** What is bought, and the button that buys it. */
function Choice({
  title,
  offer,
  isSignedIn,
  onAsked,
  onChanged,
}: {
  title: BuyTitle;
  offer: Offer;
  isSignedIn: boolean;
  onAsked: (purchaseId: string) => void;
  onChanged: () => void;
}) {
  const { ask, isAsking, problem } = useAskPurchase(title.id);
  const next = `/buy/${title.id}?how=${offer.model.toLowerCase()}`;
  const run = async () => {
    const purchaseId = await ask(offer);
    if (purchaseId !== undefined) onAsked(purchaseId);
  };
  const others = title.offers.filter(({ model }) => model !== offer.model);
  return (
    <>
      <p className="b-buy__price">
        {money(offer.price)}
        {!offer.taxIncluded && <span className="b-buy__tax"> plus tax</span>}
        {offer.lowestPrice !== null && (
          <span className="b-buy__tax"> lowest price of the last 30 days: {money(offer.lowestPrice)}</span>
        )}
      </p>
      <ul className="b-buy__terms">
        {offer.model === 'RENT' ? (
          <>
            <li>{offer.startWithinDays} days to begin</li>
            <li>{offer.finishWithinHours} hours to watch it, from when you begin</li>
          </>
        ) : (
          <li>Yours for good, as often as you like</li>
        )}
        <li>You can give it back within 14 days, while less than a tenth was watched</li>
      </ul>
      {isSignedIn ? (
        <PayWith next={next}>
          <Button look="primary" disabled={isAsking} aria-busy={isAsking} onClick={() => void run()}>
            {offerVerb(offer)} for {money(offer.price)}
          </Button>
        </PayWith>
      ) : (
        <div className="b-buy__actions">
          <Link to="/sign-in" search={{ next }} className={buttonClass('primary')}>
            Sign in to {offerVerb(offer).toLowerCase()} it
          </Link>
        </div>
      )}
      {problem !== null && (
        <div className="notice notice--bad" role="alert">
          <span>{problem.message}</span>
          {problem.code === 'price.changed' && (
            <Button look="outline" small onClick={onChanged}>
              Show the new price
            </Button>
          )}
        </div>
      )}
      {others.map((other) => (
        <p key={other.model} className="b-buy__other">
          <Link to="/buy/$titleId" params={{ titleId: title.id }} search={{ how: other.model.toLowerCase() }}>
            {other.model === 'RENT' ? 'Rent it instead' : 'Buy it for good instead'}: {money(other.price)}
          </Link>
        </p>
      ))}
    </>
  );
}

function NotSold({ titleId }: { titleId: string }) {
  return (
    <StateMessage
      icon={<IconShoppingBagX size={30} stroke={1.6} />}
      title="This film is not sold by itself here"
      actions={
        <Link to="/title/$titleId" params={{ titleId }} className={buttonClass('primary')}>
          Back to the film
        </Link>
      }
    >
      It can be watched without, or it is not for rent or sale where you are.
    </StateMessage>
  );
}

function Loading() {
  return (
    <div className="b-buy" aria-busy="true" aria-label="Loading the film">
      <div className="b-buy__poster">
        <Skeleton height="auto" style={{ aspectRatio: '2 / 3', borderRadius: 'var(--radius-lg)' }} />
      </div>
      <div className="b-buy__text">
        <Skeleton width="60%" height={36} />
        <Skeleton width="30%" height={28} />
        <Skeleton height={120} style={{ borderRadius: 12 }} />
      </div>
    </div>
  );
}
