import { Link } from '@tanstack/react-router';
import { accessWords } from '../billing/access-words.ts';
import { buttonClass } from '../design/button.tsx';
import { runtime } from '../design/format.ts';
import { Skeleton } from '../design/states.tsx';
import { Backdrop } from './backdrop.tsx';
import { PlayActions } from './play-actions.tsx';
import type { Film } from './viewer.queries.ts';

/** The newest film over its own picture. */
export function Hero({ film, kicker }: { film: Film; kicker: string }) {
  const facts = [film.releaseYear, film.durationMs === null ? null : runtime(film.durationMs)].filter(
    (fact) => fact !== null,
  );
  const access = accessWords(film.access);
  const mustPay = film.access.offers.length > 0;
  return (
    <section className="v-hero" data-theme="dark" aria-labelledby="hero-name">
      <Backdrop framed src={film.posterUrl} placeholder={film.posterPlaceholder} />
      <div className="v-hero__text">
        <p className="v-kicker">{kicker}</p>
        <h1 id="hero-name" className="v-hero__name">
          {film.name}
        </h1>
        {facts.length > 0 && <p className="v-facts">{facts.join(' · ')}</p>}
        {access !== null && <p className="v-facts">{access}</p>}
        {film.synopsis !== null && <p className="v-hero__line">{film.synopsis}</p>}
        <div className="v-actions">
          {mustPay ? (
            <Link to="/title/$titleId" params={{ titleId: film.id }} className={buttonClass('primary', 'v-play')}>
              How to watch it
            </Link>
          ) : (
            <>
              <PlayActions film={film} />
              <Link to="/title/$titleId" params={{ titleId: film.id }} className={buttonClass('outline', 'v-glass')}>
                About the film
              </Link>
            </>
          )}
        </div>
      </div>
    </section>
  );
}

export function HeroSkeleton() {
  return (
    <div className="v-hero v-hero--loading" data-theme="dark" aria-busy="true" aria-label="Loading the newest film">
      <div className="v-hero__text">
        <Skeleton width={110} height={14} />
        <Skeleton width="min(460px, 80%)" height={64} style={{ margin: '14px 0' }} />
        <Skeleton width="min(380px, 70%)" height={16} />
        <Skeleton width={230} height={48} style={{ marginTop: 24 }} />
      </div>
    </div>
  );
}
