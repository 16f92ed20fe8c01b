import type { CSSProperties } from 'react';
import { Picture } from '../design/picture.tsx';

interface PosterProps {
  readonly film: {
    readonly id: string;
    readonly name: string;
    readonly posterUrl: string | null;
    readonly posterPlaceholder: string | null;
  };
}

/** A number that stays with a film, for the colours of a poster without a picture. */
const hueOf = (id: string): number =>
  Array.from(id).reduce((sum, letter) => (sum * 31 + letter.charCodeAt(0)) % 360, 7);

/** A 2:3 poster: a still of the film with its name set into it, as on a printed one. */
export function Poster({ film }: PosterProps) {
  const size = film.name.length > 28 ? 'small' : film.name.length > 14 ? 'medium' : 'large';
  return (
    <span
      className="v-poster"
      data-theme="dark"
      data-bare={film.posterUrl === null}
      style={{ '--hue': hueOf(film.id) } as CSSProperties}
    >
      <Picture src={film.posterUrl} placeholder={film.posterPlaceholder} alt="" className="v-poster__still" />
      <span className={`v-poster__name v-poster__name--${size}`} aria-hidden="true">
        {film.name}
      </span>
    </span>
  );
}
