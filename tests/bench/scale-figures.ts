/** What one machine was measured to take, and what is computed of it; docs/scale.md says where each comes from. */
export interface Measured {
  /** Processor time of a heartbeat, µs, by process (`npm run bench heartbeats`). */
  readonly heartbeat: {
    readonly gateway: number;
    readonly writer: number;
    readonly eventstore: number;
    readonly nats: number;
    readonly redis: number;
  };
  /** Bytes of a heartbeat of three samples in the log: data and metadata. */
  readonly heartbeatBytes: number;
  /** Heartbeats that one projector shows in a second (`npm run bench projections`, live, `progress`). */
  readonly progressPerSecond: number;
  /** Decisions by the read models that one process makes in a second (`npm run bench entitlements`). */
  readonly decisionsPerSecond: number;
}

/** On two shared cores (AMD EPYC), 26 and 27 November 2026; heartbeats and decisions at a load of 9 to 10. */
export const MEASURED: Measured = {
  heartbeat: { gateway: 148, writer: 115, eventstore: 70, nats: 30, redis: 15 },
  heartbeatBytes: 1043,
  progressPerSecond: 30_593,
  decisionsPerSecond: 1069,
};

/** How viewers are taken to behave. Seconds. */
export const HABITS = { heartbeatEvery: 30, renewalEvery: 600, filmSeconds: 5400, daysKept: 30 } as const;
/** Of a processor, how much is used before another is added. */
export const USED = 0.7;

/** One line of the table: what so many viewers at once take. */
export interface Scale {
  readonly viewers: number;
  readonly heartbeatsPerSecond: number;
  /** Processors, by process. */
  readonly processors: Readonly<Record<keyof Measured['heartbeat'] | 'decisions' | 'progress', number>>;
  /** Of heartbeats in the log: a second, and in all the days that they are kept. */
  readonly bytesPerSecond: number;
  readonly bytesKept: number;
}

/** What so many viewers at once take, by what one machine was measured to take: processors add up, and nothing else is supposed. */
export function scaleOf(viewers: number, { heartbeat, heartbeatBytes, ...rest }: Measured = MEASURED): Scale {
  const heartbeatsPerSecond = viewers / HABITS.heartbeatEvery;
  const startsAndRenewals = viewers / HABITS.filmSeconds + viewers / HABITS.renewalEvery;
  const processors = Object.fromEntries(
    Object.entries(heartbeat).map(([process, us]) => [process, (heartbeatsPerSecond * us) / 1e6]),
  ) as Record<keyof Measured['heartbeat'], number>;
  const bytesPerSecond = heartbeatsPerSecond * heartbeatBytes;
  return {
    viewers,
    heartbeatsPerSecond,
    processors: {
      ...processors,
      decisions: startsAndRenewals / rest.decisionsPerSecond,
      progress: heartbeatsPerSecond / rest.progressPerSecond,
    },
    bytesPerSecond,
    bytesKept: bytesPerSecond * 86_400 * HABITS.daysKept,
  };
}

const number = (value: number, digits = value < 10 ? 1 : 0): string =>
  value.toLocaleString('en', { minimumFractionDigits: digits, maximumFractionDigits: digits });

/** The table of docs/scale.md. */
export function scaleTable(crowds: readonly number[]): string {
  const all = crowds.map((viewers) => scaleOf(viewers));
  const row = (name: string, of: (scale: Scale) => string): string => `| ${name} | ${all.map(of).join(' | ')} |`;
  const busy = (name: string, process: keyof Scale['processors']): string =>
    row(name, ({ processors }) => number(processors[process] / USED));
  return [
    row('viewers at once', ({ viewers }) => number(viewers, 0)),
    `|---|${all.map(() => '---:').join('|')}|`,
    row('heartbeats a second', ({ heartbeatsPerSecond }) => number(heartbeatsPerSecond, 0)),
    busy('processors of gateways, for heartbeats', 'gateway'),
    busy('processors of gateways, for starts and renewals', 'decisions'),
    busy('processors of telemetry writers', 'writer'),
    busy('processors of NATS', 'nats'),
    busy('processors of Redis', 'redis'),
    busy('processors of the event store, one copy', 'eventstore'),
    busy('processors of the projector of `progress`', 'progress'),
    row('heartbeats into the log, MB/s', ({ bytesPerSecond }) => number(bytesPerSecond / 1e6)),
    row(`heartbeats in the log after ${HABITS.daysKept} days, TB`, ({ bytesKept }) => number(bytesKept / 1e12)),
    '',
  ].join('\n');
}
