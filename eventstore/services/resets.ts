/**
 * How often a client may reset a call. Leaving a read before its end resets its HTTP/2 stream, and Node ends a connection, with
 * everybody's calls on it, that resets more than 1,000 at once and 33 a second after that.
 */
import type { Server } from '@grpc/grpc-js';

/** Resets at once: more calls than a client can open while the first of them is being answered. */
const BURST = 100_000;
/** Resets a second after that: several times what one client process can make. Each ends its call's work at the next message. */
const PER_SECOND = 20_000;

/** Sets the limits of a server that has not been bound yet. grpc-js has no option for them, so they go where its others are. */
export function allowResets(server: Server): void {
  const { commonServerOptions } = server as unknown as { commonServerOptions?: Record<string, unknown> };
  if (commonServerOptions === undefined)
    throw new Error('grpc-js keeps its HTTP/2 options elsewhere now: look where the limits of resets belong');
  commonServerOptions['streamResetBurst'] = BURST;
  commonServerOptions['streamResetRate'] = PER_SECOND;
}
