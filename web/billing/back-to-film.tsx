import { Link, useRouter } from '@tanstack/react-router';
import { useEffect, useState } from 'react';
import { useClient } from 'urql';
import { buttonClass } from '../design/button.tsx';
import { FilmOpenQuery } from './back-to-film.queries.ts';

/** The address of a page of plans that leads back to a film afterwards, where somebody came from one. */
export const plansPage = (path: string, film: string | undefined): string =>
  film === undefined ? path : `${path}?film=${encodeURIComponent(film)}`;

/** Between two looks, ms, and how many there are. */
const PAUSE_MS = 1000;
const MOST_LOOKS = 60;
/** With these it takes the customer; with the others it goes on by itself. */
const NEEDS_CUSTOMER: ReadonlySet<string> = new Set(['INCOMPLETE', 'PAST_DUE', 'SUSPENDED']);

/** After a plan was paid for: the film that it was for, as soon as it can be watched. */
export function BackToFilm({ titleId }: { titleId: string }) {
  const client = useClient();
  const router = useRouter();
  const [end, setEnd] = useState<'late' | 'needs-you' | undefined>();
  useEffect(() => {
    const left = new AbortController();
    const look = async (): Promise<'open' | 'late' | 'needs-you'> => {
      for (let n = 0; n < MOST_LOOKS && !left.signal.aborted; n += 1) {
        const { data } = await client
          .query(FilmOpenQuery, { id: titleId }, { requestPolicy: 'network-only' })
          .toPromise();
        if (data !== undefined && data.title?.mustPay !== true) return 'open';
        if (NEEDS_CUSTOMER.has(data?.mySubscription?.status ?? '')) return 'needs-you';
        await new Promise((resolve) => setTimeout(resolve, PAUSE_MS));
      }
      return 'late';
    };
    void look().then((found) => {
      if (left.signal.aborted) return;
      // Going back leads to where somebody came from, not to paying again.
      if (found === 'open') router.history.replace(`/title/${titleId}`);
      else setEnd(found);
    });
    return () => left.abort();
  }, [client, router, titleId]);
  return (
    <>
      <p
        className={end === 'needs-you' ? 'notice notice--bad' : 'notice'}
        role={end === undefined ? 'status' : 'alert'}
      >
        <span>{WORDS[end ?? 'waiting']}</span>
      </p>
      {end !== undefined && (
        <div className="a-row__actions">
          <Link to="/account" hash="plan" className={buttonClass('primary')}>
            Your plan and payments
          </Link>
          <Link to="/title/$titleId" params={{ titleId }} className={buttonClass('outline')}>
            Back to the film
          </Link>
        </div>
      )}
    </>
  );
}

const WORDS = {
  waiting: 'Your payment is on its way. The film follows by itself; this takes a few seconds.',
  late: 'The film is not open yet. Your account says how your plan stands.',
  'needs-you': 'Your payment did not work yet. Your account says what helps.',
} as const;
