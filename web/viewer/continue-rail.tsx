import { IconChevronLeft, IconChevronRight, IconPlayerPlayFilled } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { useRef } from 'react';
import { IconButton } from '../design/button.tsx';
import { Meter } from '../design/bits.tsx';
import { remaining } from '../design/format.ts';
import { Picture } from '../design/picture.tsx';
import type { Watching } from './viewer.queries.ts';
import { WatchMenu } from './watch-menu.tsx';

interface ContinueRailProps {
  readonly entries: readonly Watching[];
  /** A film was marked as watched, or taken away. */
  readonly onMarked: () => void;
}

/** Films that this viewer began, as stills that scroll sideways; a click goes straight on. */
export function ContinueRail({ entries, onMarked }: ContinueRailProps) {
  const rail = useRef<HTMLUListElement>(null);
  const heading = useRef<HTMLHeadingElement>(null);
  const marked = (): void => {
    // The film goes from here, and with it the button that had the focus.
    heading.current?.focus();
    onMarked();
  };
  const scroll = (direction: number) =>
    rail.current?.scrollBy({ left: direction * rail.current.clientWidth * 0.8, behavior: 'smooth' });
  return (
    <section className="v-section v-rail" aria-labelledby="continue">
      <div className="v-rail__head">
        <h2 id="continue" ref={heading} tabIndex={-1}>
          Continue watching
        </h2>
        <div className="v-rail__arrows">
          <IconButton small label="Scroll back" onClick={() => scroll(-1)}>
            <IconChevronLeft size={20} />
          </IconButton>
          <IconButton small label="Scroll on" onClick={() => scroll(1)}>
            <IconChevronRight size={20} />
          </IconButton>
        </div>
      </div>
      <ul className="v-rail__list" ref={rail}>
        {entries.map((entry) => (
          <li key={entry.title.id} className="v-rail__entry">
            <Link to="/watch/$titleId" params={{ titleId: entry.title.id }} className="v-still">
              <span className="v-still__frame">
                <Picture
                  src={entry.title.posterUrl}
                  placeholder={entry.title.posterPlaceholder}
                  alt=""
                  className="v-still__picture"
                />
                <span className="v-still__play" aria-hidden="true">
                  <IconPlayerPlayFilled size={22} />
                </span>
                <Meter
                  thin
                  fraction={entry.positionMs / Math.max(1, entry.durationMs)}
                  label={`Watched of ${entry.title.name}`}
                />
              </span>
              <span className="v-still__name">{entry.title.name}</span>
              <span className="v-card__facts">{remaining(entry.positionMs, entry.durationMs)}</span>
            </Link>
            <WatchMenu film={entry.title} finished={false} resumable onMarked={marked} />
          </li>
        ))}
      </ul>
    </section>
  );
}
