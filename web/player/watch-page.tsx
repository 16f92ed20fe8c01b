import './player.css';
import './panels.css';
import { IconMovieOff } from '@tabler/icons-react';
import { getRouteApi, Link, useNavigate } from '@tanstack/react-router';
import { useCallback, useEffect, useState } from 'react';
import { type CombinedError, useClient } from 'urql';
import { ViewerProvider } from '../app/graphql/viewer-client.tsx';
import { failureOf } from '../app/graphql/failure.ts';
import { randomUuid } from '../app/uuid.ts';
import { Button, buttonClass } from '../design/button.tsx';
import { FailureMessage, StateMessage } from '../design/states.tsx';
import { Denial } from './denial.tsx';
import type { TrackPreferences } from './first-tracks.ts';
import { Player } from './player.tsx';
import { StartPlaybackMutation, TrackPreferencesQuery } from './player.queries.ts';
import type { Refused, Session } from './player.queries.ts';
import { TooManyStreams } from './too-many-streams.tsx';
import { startPosition } from './resume.ts';

const route = getRouteApi('/watch/$titleId');

type Opening =
  | { readonly kind: 'opening' }
  | {
      readonly kind: 'open';
      readonly session: Session;
      readonly startMs: number;
      readonly preferences: TrackPreferences | undefined;
    }
  | { readonly kind: 'refused'; readonly refusal: Refused }
  | { readonly kind: 'failed'; readonly error: CombinedError };

export function WatchPage() {
  return (
    <ViewerProvider>
      <Watch />
    </ViewerProvider>
  );
}

function Watch() {
  const { titleId } = route.useParams();
  const { from, format } = route.useSearch();
  const client = useClient();
  const navigate = useNavigate();
  const [attempt, setAttempt] = useState(() => ({
    commandId: randomUuid(),
    atMs: null as number | null,
    intendedAt: performance.now(),
  }));
  const [opening, setOpening] = useState<Opening>({ kind: 'opening' });
  const again = useCallback((atMs: number | null) => {
    setOpening({ kind: 'opening' });
    setAttempt({ commandId: randomUuid(), atMs, intendedAt: performance.now() });
  }, []);

  useEffect(() => {
    let current = true;
    document.documentElement.dataset['theme'] = 'dark';
    // Without an answer the film plays as it is.
    const profiles = client.query(TrackPreferencesQuery, {}).toPromise();
    const starting = client.mutation(StartPlaybackMutation, { commandId: attempt.commandId, titleId }).toPromise();
    void Promise.all([starting, profiles]).then(([{ data, error }, { data: household }]) => {
      if (!current) return;
      const answer = data?.startPlayback;
      if (answer?.__typename === 'PlaybackStarted') {
        const preferences = household?.myProfiles.find(({ current: watches }) => watches);
        setOpening({ kind: 'open', session: answer, startMs: startOf(answer, attempt.atMs, from), preferences });
      } else if (answer?.__typename === 'CommandRefused' && answer.code === 'profile.needed')
        // Back to the film by itself once somebody said who is watching.
        void navigate({
          to: '/profiles',
          search: { next: from === undefined ? `/watch/${titleId}` : `/watch/${titleId}?from=${from}` },
          replace: true,
        });
      else if (answer !== undefined) setOpening({ kind: 'refused', refusal: answer });
      else if (error !== undefined) setOpening({ kind: 'failed', error });
    });
    return () => {
      current = false;
    };
  }, [client, navigate, titleId, attempt, from]);

  /** Starts it by the PIN of somebody grown up. @returns why not, or null */
  const tryPin = async (pin: string): Promise<string | null> => {
    const { data, error } = await client
      .mutation(StartPlaybackMutation, { commandId: randomUuid(), titleId, pin })
      .toPromise();
    const answer = data?.startPlayback;
    if (answer === undefined) return error === undefined ? 'Try again.' : failureOf(error).remedy;
    if (answer.__typename === 'CommandRefused' && answer.code.startsWith('profile.pin-')) return answer.message;
    if (answer.__typename === 'PlaybackStarted') {
      const { data: household } = await client.query(TrackPreferencesQuery, {}).toPromise();
      const preferences = household?.myProfiles.find(({ current: watches }) => watches);
      setOpening({ kind: 'open', session: answer, startMs: startOf(answer, attempt.atMs, from), preferences });
    } else setOpening({ kind: 'refused', refusal: answer });
    return null;
  };

  if (opening.kind === 'open') {
    return (
      <Player
        key={opening.session.sessionId}
        session={opening.session}
        startMs={opening.startMs}
        intendedAt={attempt.intendedAt}
        preferences={opening.preferences}
        format={format === 'hls' ? 'hls' : 'dash'}
        onAgain={again}
      />
    );
  }
  return (
    <main className="p-page" data-theme="dark">
      <title>Opening · Reprise</title>
      {opening.kind === 'opening' && (
        <div className="p-opening" role="status">
          <span className="p-spinner" />
          <span className="visually-hidden">Opening the film</span>
        </div>
      )}
      {opening.kind === 'refused' && (
        <Refusal refusal={opening.refusal} titleId={titleId} onRetry={() => again(null)} onPin={tryPin} />
      )}
      {opening.kind === 'failed' && (
        <div>
          <FailureMessage whole error={opening.error} onRetry={() => again(null)} />
          <p className="p-page__back">
            <Link to="/" className={buttonClass('ghost')}>
              Back to all films
            </Link>
          </p>
        </div>
      )}
    </main>
  );
}

/** Where in the film it begins, ms. */
const startOf = ({ resumeAtMs, title }: Session, atMs: number | null, from: string | undefined): number =>
  atMs ?? startPosition(resumeAtMs, title.durationMs ?? 0, from === 'start');

interface RefusalProps {
  readonly refusal: Refused;
  readonly titleId: string;
  readonly onRetry: () => void;
  readonly onPin: (pin: string) => Promise<string | null>;
}

/** A refusal is a page with a remedy. */
function Refusal({ refusal, titleId, onRetry, onPin }: RefusalProps) {
  if (refusal.__typename === 'PlaybackRefused' && refusal.reason === 'TOO_MANY_STREAMS')
    return <TooManyStreams refusal={refusal} titleId={titleId} onRetry={onRetry} />;
  if (refusal.__typename === 'PlaybackRefused')
    return <Denial refusal={refusal} titleId={titleId} onRetry={onRetry} onPin={onPin} />;
  const missing = refusal.__typename === 'NotFound';
  return (
    <StateMessage
      whole
      bad
      icon={<IconMovieOff size={30} stroke={1.6} />}
      title={missing ? 'This film is not available' : 'This film cannot be played now'}
      actions={
        <>
          {missing ? (
            <Link to="/" className={buttonClass('primary')}>
              See all films
            </Link>
          ) : (
            <Button look="primary" onClick={onRetry}>
              Try again
            </Button>
          )}
          {!missing && (
            <Link to="/title/$titleId" params={{ titleId }} className={buttonClass('outline')}>
              About the film
            </Link>
          )}
        </>
      }
    >
      {refusal.message}
    </StateMessage>
  );
}
