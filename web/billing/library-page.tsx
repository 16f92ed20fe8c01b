import './purchase.css';
import '../identity/frame.css';
import '../identity/account.css';
import { IconMovie, IconPlayerPlayFilled, IconUser } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { useMutation, useQuery } from 'urql';
import { rememberToken } from '../app/graphql/consistency.ts';
import { randomUuid } from '../app/uuid.ts';
import { Button, buttonClass } from '../design/button.tsx';
import { money } from '../design/money.ts';
import { FailureMessage, Skeleton, StateMessage } from '../design/states.tsx';
import { ConfirmDialog } from '../identity/confirm-dialog.tsx';
import { PageHeading } from '../identity/frame.tsx';
import { Poster } from '../viewer/poster.tsx';
import { LibraryQuery, RefundPurchaseMutation } from './purchase.queries.ts';
import type { LibraryFilm } from './purchase.queries.ts';
import { HowLong } from './how-long.tsx';

const PAGE = 50;
const isTheirs = ({ status }: LibraryFilm): boolean => status === 'YOURS' || status === 'REFUNDING';

/** What somebody rented and bought, with how long it is theirs. */
export function LibraryPage() {
  const [after, setAfter] = useState<string | null>(null);
  const [{ data, error, fetching }, refresh] = useQuery({
    query: LibraryQuery,
    variables: { first: PAGE, after },
    requestPolicy: 'cache-and-network',
  });
  const [givingBack, setGivingBack] = useState<LibraryFilm | null>(null);
  const again = () => refresh({ requestPolicy: 'network-only' });
  if (data === undefined && error !== undefined && !fetching)
    return <FailureMessage whole error={error} onRetry={again} />;
  if (data === undefined) return <Loading />;
  if (data.myAccount === null)
    return (
      <StateMessage
        whole
        icon={<IconUser size={30} stroke={1.6} />}
        title="Sign in to see your films"
        actions={
          <Link to="/sign-in" search={{ next: '/my-films' }} className={buttonClass('primary')}>
            Sign in
          </Link>
        }
      >
        What you rent and buy belongs to your account.
      </StateMessage>
    );
  const films = data.myPurchases.edges.map(({ node }) => node);
  const [theirs, over] = [films.filter(isTheirs), films.filter((film) => !isTheirs(film))];
  const { hasNextPage, endCursor } = data.myPurchases.pageInfo;
  return (
    <div className="b-library">
      <title>My films · Reprise</title>
      <PageHeading>My films</PageHeading>
      <p className="b-library__none">
        <Link to="/redeem" className="b-link">
          Redeem a code
        </Link>
      </p>
      {films.length === 0 ? (
        <StateMessage
          icon={<IconMovie size={30} stroke={1.6} />}
          title="Nothing rented or bought yet"
          actions={
            <Link to="/" className={buttonClass('primary')}>
              See all films
            </Link>
          }
        >
          Films that you rent or buy are kept here.
        </StateMessage>
      ) : (
        <>
          <Films films={theirs} onGiveBack={setGivingBack} />
          {theirs.length === 0 && <p className="b-library__none">None of your films can be watched at the moment.</p>}
          {over.length > 0 && (
            <section aria-labelledby="earlier" className="b-library__earlier">
              <h2 id="earlier">Earlier</h2>
              <Films films={over} onGiveBack={setGivingBack} />
            </section>
          )}
          {(after !== null || hasNextPage) && (
            <div className="b-buy__actions">
              {after !== null && (
                <Button look="outline" onClick={() => setAfter(null)}>
                  The newest
                </Button>
              )}
              {hasNextPage && (
                <Button look="outline" onClick={() => setAfter(endCursor)}>
                  Older ones
                </Button>
              )}
            </div>
          )}
        </>
      )}
      {givingBack !== null && (
        <GiveBack
          film={givingBack}
          onClose={() => setGivingBack(null)}
          onDone={() => {
            setGivingBack(null);
            again();
          }}
        />
      )}
    </div>
  );
}

function Films({ films, onGiveBack }: { films: readonly LibraryFilm[]; onGiveBack: (film: LibraryFilm) => void }) {
  return (
    <ul className="b-films">
      {films.map((film) => (
        <li key={film.id} className="b-film">
          <Cover film={film} />
          <div className="b-film__text">
            <h3>{film.titleName}</h3>
            <p className="b-film__state">
              <HowLong purchase={film} />
            </p>
            <p className="b-film__paid">
              {film.model === 'RENT' ? 'Rented' : 'Bought'} for {money(film.price)}
              {film.madeAt !== null && (
                <>
                  {' '}
                  on{' '}
                  <time dateTime={film.madeAt}>
                    {new Date(film.madeAt).toLocaleDateString(undefined, { dateStyle: 'medium' })}
                  </time>
                </>
              )}
            </p>
            {film.title === null && <p className="b-film__paid">It is not shown here at the moment.</p>}
            <div className="b-film__actions">
              {film.status === 'YOURS' && film.title !== null && (
                <Link to="/watch/$titleId" params={{ titleId: film.title.id }} className={buttonClass('primary')}>
                  <IconPlayerPlayFilled size={18} />
                  Watch
                  <span className="visually-hidden"> {film.titleName}</span>
                </Link>
              )}
              {film.refundableUntil !== null && (
                <Button look="ghost" onClick={() => onGiveBack(film)}>
                  Give back
                  <span className="visually-hidden">: {film.titleName}</span>
                </Button>
              )}
            </div>
          </div>
        </li>
      ))}
    </ul>
  );
}

function Cover({ film }: { film: LibraryFilm }) {
  const { title, titleName } = film;
  const poster = title ?? { id: film.id, name: titleName, posterUrl: null, posterPlaceholder: null };
  if (title === null)
    return (
      <span className="b-film__poster" aria-hidden="true">
        <Poster film={poster} />
      </span>
    );
  return (
    <Link to="/title/$titleId" params={{ titleId: title.id }} className="b-film__poster">
      <Poster film={poster} />
      <span className="visually-hidden">{titleName}</span>
    </Link>
  );
}

function GiveBack({ film, onClose, onDone }: { film: LibraryFilm; onClose: () => void; onDone: () => void }) {
  const [, send] = useMutation(RefundPurchaseMutation);
  return (
    <ConfirmDialog
      title={`Give ${film.titleName} back?`}
      keep="Keep it"
      button="Give it back"
      run={async () => {
        const why = 'Given back by its customer.';
        const { data } = await send({ commandId: randomUuid(), purchaseId: film.id, why });
        return data?.refundPurchase;
      }}
      done="PurchaseChanged"
      onDone={({ token }) => {
        rememberToken(token);
        onDone();
      }}
      onClose={onClose}
    >
      {money(film.price)} go back to where they came from. The film cannot be watched from then on. This works while
      less than a tenth of it was watched.
    </ConfirmDialog>
  );
}

function Loading() {
  return (
    <div className="b-library" aria-busy="true" aria-label="Loading your films">
      <Skeleton width={200} height={36} />
      <ul className="b-films">
        {Array.from({ length: 3 }, (_, index) => (
          <li key={index} className="b-film">
            <Skeleton height={150} style={{ borderRadius: 'var(--radius-lg)' }} />
          </li>
        ))}
      </ul>
    </div>
  );
}
