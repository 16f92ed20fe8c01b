import './streams.css';
import { useState } from 'react';
import { useMutation } from 'urql';
import { failureOf } from '../app/graphql/failure.ts';
import { randomUuid } from '../app/uuid.ts';
import { When } from '../design/bits.tsx';
import { Button } from '../design/button.tsx';
import { StopPlaybackMutation, type ActiveStream } from './player.queries.ts';

interface StreamListProps {
  readonly streams: readonly ActiveStream[];
  /** What the buttons say. */
  readonly action: string;
  readonly onStopped: () => void;
}

/** What an account plays now, each with a button that stops it. */
export function StreamList({ streams, action, onStopped }: StreamListProps) {
  const [{ fetching }, send] = useMutation(StopPlaybackMutation);
  const [problem, setProblem] = useState<string | null>(null);
  const stop = async (sessionId: string) => {
    setProblem(null);
    const { data, error } = await send({ commandId: randomUuid(), sessionId });
    const answer = data?.stopPlayback;
    // What is not there any more was over before.
    if (answer?.__typename === 'PlaybackStopped' || answer?.__typename === 'NotFound') return onStopped();
    setProblem(answer?.message ?? (error === undefined ? 'Try again.' : failureOf(error).remedy));
  };
  return (
    <>
      {problem !== null && (
        <p className="notice notice--bad" role="alert">
          {problem}
        </p>
      )}
      <ul className="streams">
        {streams.map(({ sessionId, title, device, since, isHere }) => {
          const film = title?.name ?? 'A film';
          const where = isHere ? 'this device' : (device ?? 'another device');
          return (
            <li key={sessionId} className="streams__row">
              <p className="streams__text">
                <strong>{film}</strong>
                <span>
                  On {where}, begun <When at={since} />
                </span>
              </p>
              <Button
                look="outline"
                small
                aria-label={`${action}: ${film} on ${where}`}
                disabled={fetching}
                onClick={() => void stop(sessionId)}
              >
                {action}
              </Button>
            </li>
          );
        })}
      </ul>
    </>
  );
}
