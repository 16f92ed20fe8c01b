import type { HeartbeatBatch } from '../../schemas/playback/heartbeat.messages.ts';
import type { HeartbeatSample } from '../../schemas/playback/sample.ts';

/** What became of a batch: taken, refused for good (the session is over or the batch is malformed), or to be tried again. */
export type Delivery = 'taken' | 'refused' | 'later';

export interface HeartbeatPorts {
  /** What the player is doing now; times in ms, rates in kbit/s. */
  readonly snapshot: () => HeartbeatSample;
  readonly post: (batch: HeartbeatBatch) => Promise<Delivery>;
  /** Hands a batch to the browser while the page goes away; false: the browser takes no more. */
  readonly beacon: (batch: HeartbeatBatch) => boolean;
  /** Runs something after so many ms; the returned function takes it back. */
  readonly later: (ms: number, run: () => void) => () => void;
}

export interface Heartbeats {
  /** Adds a sample; it leaves with the next flush. */
  sample(): void;
  /** Adds a sample that says what just happened, and flushes: at once for what somebody else waits for, at most every five seconds for the rest. */
  note(event: string, errorCode?: string): void;
  /** Sends what is waiting, oldest first, one request at a time. Resolves when nothing more can be sent now. */
  flush(): Promise<void>;
  /** The page is going away: hands everything that is not known to have arrived to the browser. */
  leave(): void;
}

const samplesPerBatch = 60;
const waitingAtMost = 40;
/** Whoever drags the seek bar must not send a batch for each move: the gateway has a limit. */
const noteEveryMs = 5000;
/** The end, and what another device may go on from. */
const urgent: ReadonlySet<string> = new Set(['end', 'error', 'pause', 'background']);

/**
 * Batches the samples of one playback session. Batches are numbered 1, 2, 3 … when they are cut and keep their number when
 * they are sent again, so that a repeat is recognised. When the server is away for long the oldest batches are given up:
 * the numbers then show the gap.
 */
export function createHeartbeats(sessionToken: string, ports: HeartbeatPorts): Heartbeats {
  let seq = 0;
  let samples: HeartbeatSample[] = [];
  const waiting: HeartbeatBatch[] = [];
  let sending: Promise<void> | null = null;
  let over = false;
  let notedAt = -Infinity;
  let forgetDue: (() => void) | null = null;

  const cut = (): void => {
    if (samples.length === 0) return;
    seq += 1;
    waiting.push({ sessionToken, seq, samples });
    samples = [];
    if (waiting.length > waitingAtMost) waiting.shift();
  };

  const add = (extra: Pick<HeartbeatSample, 'e' | 'ec'>): void => {
    if (over) return;
    samples.push({ ...ports.snapshot(), ...extra });
    if (samples.length >= samplesPerBatch) cut();
  };

  const drain = async (): Promise<void> => {
    for (cut(); waiting[0] !== undefined && !over; cut()) {
      const batch = waiting[0];
      const outcome = await ports.post(batch).catch((): Delivery => 'later');
      if (outcome === 'later') return;
      if (outcome === 'refused') over = true;
      if (waiting[0] === batch) waiting.shift();
    }
  };

  const flush = (): Promise<void> => {
    forgetDue?.();
    forgetDue = null;
    return (sending ??= drain().finally(() => {
      sending = null;
    }));
  };

  return {
    sample: () => add({}),
    note: (event, errorCode) => {
      add({ e: event, ...(errorCode === undefined ? {} : { ec: errorCode.slice(0, 80) }) });
      const at = samples.at(-1)?.ts ?? notedAt;
      // A clock that was set back is no reason to stay silent.
      if (!urgent.has(event) && at - notedAt < noteEveryMs && at >= notedAt) {
        forgetDue ??= ports.later(noteEveryMs - (at - notedAt), () => {
          forgetDue = null;
          void flush();
        });
        return;
      }
      notedAt = at;
      void flush();
    },
    flush,
    leave: () => {
      if (over) return;
      cut();
      forgetDue?.();
      forgetDue = null;
      // What the browser does not take is sent when the page comes back.
      while (waiting[0] !== undefined && ports.beacon(waiting[0])) waiting.shift();
    },
  };
}
