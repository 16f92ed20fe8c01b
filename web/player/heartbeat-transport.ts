import type { HeartbeatBatch } from '../../schemas/playback/heartbeat.messages.ts';
import type { Delivery, HeartbeatPorts } from './heartbeats.ts';

const mayComeBack = (status: number): boolean => status === 408 || status === 429 || status >= 500;

/** Sends batches to the gateway; `sendBeacon` outlives the page, plain text spares it a preflight. */
export function heartbeatTransport(
  url: string,
  /** The newest token of the session. */
  sessionToken: () => string,
  /** Hears that the session may not go on, and why. */
  onStopped: (reason: string) => void,
): Pick<HeartbeatPorts, 'post' | 'beacon' | 'later'> {
  return {
    post: async (batch: HeartbeatBatch): Promise<Delivery> => {
      const response = await fetch(url, {
        method: 'POST',
        credentials: 'same-origin',
        headers: { 'content-type': 'application/json', 'x-reprise-client': 'web' },
        body: JSON.stringify({ ...batch, sessionToken: sessionToken() }),
        signal: AbortSignal.timeout(10_000),
      });
      if (response.ok) {
        const answer = (await response.json().catch(() => ({}))) as { readonly stopped?: unknown };
        if (typeof answer.stopped === 'string') onStopped(answer.stopped);
        return 'taken';
      }
      return mayComeBack(response.status) ? 'later' : 'refused';
    },
    beacon: (batch) => navigator.sendBeacon(url, JSON.stringify({ ...batch, sessionToken: sessionToken() })),
    later: (ms, run) => {
      const timer = setTimeout(run, ms);
      return () => clearTimeout(timer);
    },
  };
}
