import { Link } from '@tanstack/react-router';
import { accessWords } from '../billing/access-words.ts';
import { runtime } from '../design/format.ts';
import { Meter } from '../design/bits.tsx';
import { Skeleton } from '../design/states.tsx';
import { startOf } from '../player/resume.ts';
import { Poster } from './poster.tsx';
import type { Film } from './viewer.queries.ts';

/** Posters in rows that fill the width. */
export function FilmGrid({ films }: { films: readonly Film[] }) {
  return (
    <ul className="v-grid">
      {films.map((film) => (
        <li key={film.id}>
          <FilmCard film={film} />
        </li>
      ))}
    </ul>
  );
}

function FilmCard({ film }: { film: Film }) {
  const start = startOf(film.progress);
  const access = accessWords(film.access);
  const facts = [
    film.progress?.finished === true ? 'Watched' : null,
    film.releaseYear,
    film.durationMs === null ? null : runtime(film.durationMs),
  ].filter((fact) => fact !== null);
  return (
    <Link to="/title/$titleId" params={{ titleId: film.id }} className="v-card">
      <Poster film={film} />
      <span className="visually-hidden">{film.name}</span>
      <span className="v-card__facts">{facts.join(' · ') || 'Film'}</span>
      {access !== null && <span className="v-card__access">{access}</span>}
      {start.kind === 'resume' && film.progress !== null && (
        <Meter thin fraction={start.positionMs / film.progress.durationMs} label={`Watched of ${film.name}`} />
      )}
    </Link>
  );
}

export function GridSkeleton() {
  return (
    <ul className="v-grid" aria-label="Loading films" aria-busy="true">
      {Array.from({ length: 12 }, (_, index) => (
        <li key={index}>
          <Skeleton height="auto" style={{ aspectRatio: '2 / 3', borderRadius: 'var(--radius-lg)' }} />
          <Skeleton width="60%" height={14} style={{ marginTop: 12 }} />
        </li>
      ))}
    </ul>
  );
}
