import { useCallback, useEffect, useRef, useState } from 'react';
import { useMutation } from 'urql';
import { failureOf } from '../app/graphql/failure.ts';
import { randomUuid } from '../app/uuid.ts';
import { PollPairingMutation, type ShownCode, StartPairingMutation } from './pairing.queries.ts';

/** Codes that a screen shows one after the other by itself: each is written down, and nobody may be there to see them. */
const MOST_BY_ITSELF = 6;

export interface Pairing {
  /** Null: there is none yet, or none any more. */
  readonly shown: ShownCode | null;
  /** What happened, for who waits; null: nothing did. */
  readonly said: string | null;
  /** It stopped and goes on when somebody says so. */
  readonly stopped: boolean;
  /** Shows another code. */
  readonly again: () => void;
}

/** Shows codes, one after the other, and asks whether the screen was let in. */
export function usePairing(onSignedIn: () => void): Pairing {
  const [, start] = useMutation(StartPairingMutation);
  const [, poll] = useMutation(PollPairingMutation);
  const [shown, setShown] = useState<ShownCode | null>(null);
  const [said, setSaid] = useState<string | null>(null);
  const [stopped, setStopped] = useState(false);
  const [round, setRound] = useState(0);
  const count = useRef(0);
  const arrive = useRef(onSignedIn);
  useEffect(() => {
    arrive.current = onSignedIn;
  });

  useEffect(() => {
    let left = false;
    const stop = (why: string) => {
      setShown(null);
      setSaid(why);
      setStopped(true);
    };
    void (async () => {
      setStopped(false);
      count.current += 1;
      const { data, error } = await start({ commandId: randomUuid() });
      if (left) return;
      const answer = data?.startPairing;
      if (answer?.__typename !== 'PairingStarted')
        return stop(answer?.message ?? (error === undefined ? 'Try again.' : failureOf(error).remedy));
      setShown(answer);
      for (let interval = answer.interval; ;) {
        await wait(interval);
        if (left) return;
        const polled = await poll({ deviceCode: answer.deviceCode });
        if (left) return;
        const came = polled.data?.pollPairing;
        // While the network is away the code goes on being shown: it may be let in meanwhile.
        if (came === undefined) continue;
        if (came.__typename === 'SignedIn') return arrive.current();
        if (came.__typename === 'PairingPending' || came.__typename === 'PairingSlowDown') ({ interval } = came);
        // It goes on as soon as another device is signed out.
        else if (came.code === 'device.limit') setSaid(came.message);
        else if (came.code === 'pairing.expired' && count.current < MOST_BY_ITSELF) {
          setSaid('The code before has ended. This is another one.');
          return setRound((before) => before + 1);
        } else if (came.code !== 'sign-in.too-many') return stop(came.message);
      }
    })();
    return () => {
      left = true;
    };
  }, [round, start, poll]);

  const again = useCallback(() => {
    count.current = 0;
    setSaid(null);
    setShown(null);
    setRound((before) => before + 1);
  }, []);
  return { shown, said, stopped, again };
}

const wait = (seconds: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, seconds * 1000));
