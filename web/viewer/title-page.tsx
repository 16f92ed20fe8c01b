import { IconMovieOff } from '@tabler/icons-react';
import { getRouteApi, Link } from '@tanstack/react-router';
import { useQuery } from 'urql';
import { OfferLinks, PurchaseNote } from '../billing/title-sale.tsx';
import { intervalWords } from '../billing/words.ts';
import { buttonClass } from '../design/button.tsx';
import { Meter } from '../design/bits.tsx';
import { runtime } from '../design/format.ts';
import { money } from '../design/money.ts';
import { FailureMessage, StateMessage } from '../design/states.tsx';
import { startOf } from '../player/resume.ts';
import { Backdrop } from './backdrop.tsx';
import { HeroSkeleton } from './hero.tsx';
import { PlayActions } from './play-actions.tsx';
import { Poster } from './poster.tsx';
import { FilmQuery } from './viewer.queries.ts';
import type { FilmOnSale } from './viewer.queries.ts';
import { WatchMenu } from './watch-menu.tsx';

const route = getRouteApi('/viewer/title/$titleId');

/** What is it, how long is it, can I watch it, and who made it. */
export function TitlePage() {
  const { titleId } = route.useParams();
  const [{ data, error, fetching }, refresh] = useQuery({ query: FilmQuery, variables: { id: titleId } });
  if (data === undefined && error !== undefined && !fetching)
    return <FailureMessage whole error={error} onRetry={() => refresh({ requestPolicy: 'network-only' })} />;
  if (data === undefined) return <HeroSkeleton />;
  if (data.title === null) return <NoSuchFilm />;
  return <FilmDetails film={data.title} onMarked={() => refresh({ requestPolicy: 'network-only' })} />;
}

function FilmDetails({ film, onMarked }: { film: FilmOnSale; onMarked: () => void }) {
  const start = startOf(film.progress);
  const mustPay = film.access.reason !== null;
  const { finished = false, resumable = false } = film.progress ?? {};
  const facts = [
    finished ? 'Watched' : null,
    film.releaseYear,
    film.durationMs === null ? null : runtime(film.durationMs),
  ].filter((fact) => fact !== null);
  return (
    <article>
      <title>{`${film.name} · Reprise`}</title>
      <div className="v-hero v-hero--title" data-theme="dark">
        <Backdrop src={film.posterUrl} placeholder={film.posterPlaceholder} />
        <div className="v-title">
          <div className="v-title__poster" aria-hidden="true">
            <Poster film={film} />
          </div>
          <div className="v-hero__text">
            <h1 className="v-hero__name">{film.name}</h1>
            {facts.length > 0 && <p className="v-facts">{facts.join(' · ')}</p>}
            <div className="v-actions">
              {!mustPay && <PlayActions film={film} again />}
              {film.purchase?.model !== 'BUY' && (
                <OfferLinks
                  titleId={film.id}
                  offers={film.offers.filter(({ model }) => model !== film.purchase?.model)}
                  first={mustPay}
                />
              )}
              <PlanLink film={film} first={mustPay && film.offers.length === 0} />
              {mustPay && film.access.offers.length === 0 && film.purchase === null && <PlayActions film={film} />}
              <WatchMenu film={film} finished={finished} resumable={resumable} onMarked={onMarked} />
            </div>
            {film.purchase !== null && <PurchaseNote purchase={film.purchase} />}
            {start.kind === 'resume' && film.progress !== null && (
              <div className="v-title__progress">
                <Meter thin fraction={start.positionMs / film.progress.durationMs} label={`Watched of ${film.name}`} />
              </div>
            )}
          </div>
        </div>
      </div>
      <div className="v-about">
        <section aria-labelledby="about">
          <h2 id="about" className="visually-hidden">
            About the film
          </h2>
          <p className="v-about__text">{film.synopsis ?? 'Nothing has been written about this film yet.'}</p>
        </section>
        <dl className="v-about__facts">
          {film.releaseYear !== null && (
            <>
              <dt>Released</dt>
              <dd>{film.releaseYear}</dd>
            </>
          )}
          {film.age !== null && (
            <>
              <dt>Age</dt>
              <dd>{film.age === 0 ? 'For everybody' : `From ${film.age} years on`}</dd>
            </>
          )}
          {film.durationMs !== null && (
            <>
              <dt>Runtime</dt>
              <dd>{runtime(film.durationMs)}</dd>
            </>
          )}
          {film.attribution !== null && (
            <>
              <dt>Attribution</dt>
              <dd>{film.attribution}</dd>
            </>
          )}
        </dl>
      </div>
    </article>
  );
}

/** The plans that have the film in them, by the one that costs least. */
function PlanLink({ film, first }: { film: FilmOnSale; first: boolean }) {
  const plans = film.access.offers.filter((offer) => offer.__typename === 'PlanOffer');
  const [least] = plans.toSorted((a, b) => a.price.minor - b.price.minor);
  if (least === undefined) return null;
  return (
    <Link
      to="/plans"
      search={{ film: film.id }}
      className={buttonClass(first ? 'primary' : 'outline', first ? 'v-play' : 'v-glass')}
    >
      {plans.length === 1 ? `With ${least.name}: ` : 'In our plans, from '}
      {money(least.price)} every {intervalWords(least.interval)}
    </Link>
  );
}

function NoSuchFilm() {
  return (
    <>
      <title>Not available · Reprise</title>
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
    </>
  );
}
