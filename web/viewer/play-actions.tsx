import { IconPlayerPlayFilled, IconRotate2 } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { buttonClass } from '../design/button.tsx';
import { remaining } from '../design/format.ts';
import { startOf } from '../player/resume.ts';
import type { Film } from './viewer.queries.ts';

/** Play, or Resume with what is left; `again` adds Start over. */
export function PlayActions({ film, again = false }: { film: Film; again?: boolean }) {
  const start = startOf(film.progress);
  const address = { to: '/watch/$titleId', params: { titleId: film.id } } as const;
  if (!film.playable)
    return (
      <span className="btn btn--plain" aria-disabled="true">
        Not ready to play yet
      </span>
    );
  if (start.kind === 'play') {
    return (
      <Link {...address} className={buttonClass('primary', 'v-play')}>
        <IconPlayerPlayFilled size={20} />
        Play
      </Link>
    );
  }
  return (
    <>
      <Link {...address} className={buttonClass('primary', 'v-play')}>
        <IconPlayerPlayFilled size={20} />
        Resume<span className="v-play__left">{remaining(start.positionMs, start.positionMs + start.remainingMs)}</span>
      </Link>
      {again && (
        <Link {...address} search={{ from: 'start' }} className={buttonClass('outline', 'v-glass')}>
          <IconRotate2 size={18} />
          Start over
        </Link>
      )}
    </>
  );
}
