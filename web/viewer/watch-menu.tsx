import './watch-menu.css';
import { IconCheck, IconDotsVertical, IconEyeOff, IconPlaylistX } from '@tabler/icons-react';
import { type ReactNode, useEffect, useId, useRef, useState } from 'react';
import { useClient } from 'urql';
import { failureOf } from '../app/graphql/failure.ts';
import { rememberToken } from '../app/graphql/consistency.ts';
import { randomUuid } from '../app/uuid.ts';
import { IconButton } from '../design/button.tsx';
import { MarkUnwatchedMutation, MarkWatchedMutation, RemoveFromContinueWatchingMutation } from './watched.queries.ts';

interface WatchMenuProps {
  readonly film: { readonly id: string; readonly name: string };
  /** Whether it counts as watched. */
  readonly finished: boolean;
  /** Whether it is offered to go on with. */
  readonly resumable: boolean;
  readonly className?: string;
  /** A mark was made: what is shown is to be asked for again. */
  readonly onMarked: () => void;
}

type Mark = typeof MarkWatchedMutation | typeof MarkUnwatchedMutation | typeof RemoveFromContinueWatchingMutation;

/** What a viewer says of a film without watching it: seen, not seen, not to go on with. */
export function WatchMenu({ film, finished, resumable, className = '', onMarked }: WatchMenuProps) {
  const id = useId();
  const list = useRef<HTMLDivElement>(null);
  const opener = useRef<HTMLSpanElement>(null);
  const { mark, busy, problem } = useMark(film.id, () => {
    list.current?.hidePopover();
    onMarked();
  });
  const place = (): void => {
    if (list.current !== null && opener.current !== null) placeBelow(list.current, opener.current);
  };
  useEffect(() => {
    // It would stay where its button was.
    const close = (): void => list.current?.hidePopover();
    window.addEventListener('resize', close);
    window.addEventListener('scroll', close, { capture: true, passive: true });
    return () => {
      window.removeEventListener('resize', close);
      window.removeEventListener('scroll', close, { capture: true });
    };
  }, []);
  return (
    <span ref={opener} className={`v-marks ${className}`.trim()}>
      <IconButton
        label={`More about ${film.name}`}
        look="outline"
        className="v-glass"
        popoverTarget={id}
        onClick={place}
      >
        <IconDotsVertical size={20} />
      </IconButton>
      <div ref={list} id={id} popover="auto" className="v-marks__list">
        {resumable && (
          <Item
            icon={<IconPlaylistX size={19} stroke={1.8} />}
            busy={busy}
            onClick={() => mark(RemoveFromContinueWatchingMutation)}
          >
            Remove from continue watching
          </Item>
        )}
        {finished ? (
          <Item icon={<IconEyeOff size={19} stroke={1.8} />} busy={busy} onClick={() => mark(MarkUnwatchedMutation)}>
            Mark as not watched
          </Item>
        ) : (
          <Item icon={<IconCheck size={19} stroke={1.8} />} busy={busy} onClick={() => mark(MarkWatchedMutation)}>
            Mark as watched
          </Item>
        )}
        {problem !== null && (
          <p className="field__error" role="alert">
            {problem}
          </p>
        )}
      </div>
    </span>
  );
}

interface ItemProps {
  readonly icon: ReactNode;
  readonly busy: boolean;
  readonly onClick: () => void;
  readonly children: string;
}

function Item({ icon, busy, onClick, children }: ItemProps) {
  return (
    <button type="button" className="v-marks__item" aria-disabled={busy} onClick={busy ? undefined : onClick}>
      {icon}
      {children}
    </button>
  );
}

function useMark(titleId: string, onDone: () => void) {
  const client = useClient();
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);
  const mark = (document: Mark): void => {
    setBusy(true);
    setProblem(null);
    void (async () => {
      const { data, error } = await client.mutation(document, { commandId: randomUuid(), titleId }).toPromise();
      setBusy(false);
      const answer = data?.marked;
      if (answer?.__typename === 'WatchMarked') {
        rememberToken(answer.token);
        return onDone();
      }
      const failure = error === undefined ? undefined : failureOf(error);
      setProblem(answer?.message ?? (failure === undefined ? 'The server gave no answer. Try again.' : failure.remedy));
    })();
  };
  return { mark, busy, problem };
}

const GAP = 6;
const EDGE = 12;
const WIDTH = 300;

/** A popover knows nothing of its button: below it, and within the window. */
function placeBelow(list: HTMLElement, opener: HTMLElement): void {
  const { left, right, bottom, top } = opener.getBoundingClientRect();
  const wanted = left + WIDTH + EDGE > innerWidth ? right - WIDTH : left;
  list.style.left = `${Math.max(EDGE, Math.min(wanted, innerWidth - WIDTH - EDGE))}px`;
  const fitsBelow = bottom + 150 < innerHeight;
  list.style.top = fitsBelow ? `${bottom + GAP}px` : 'auto';
  list.style.bottom = fitsBelow ? 'auto' : `${innerHeight - top + GAP}px`;
}
