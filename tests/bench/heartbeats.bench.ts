import { fork, type ChildProcess } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { setTimeout } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { connectNats, type NatsBus } from '../../adapters/nats/nats.ts';
import { createKeyring } from '../../gateway/http/keyring.ts';
import { signSession, type SessionClaims } from '../../gateway/playback/session-token.ts';
import type { EventLog, NewEvent, Position } from '../../ports/event-log.ts';
import { openBareClient, type BareClient } from './bare-client.ts';
import { paired, rate, seconds, time, type Benchmark, type Figure } from './bench.ts';
import { callsPerSecond, fill } from './events.ts';
import type { HeartbeatOrders } from './heartbeat-caller.ts';
import { startPlatform } from './platform.ts';
import { whileMeasured } from './processor-time.ts';
import { openScope, type Scope } from './scope.ts';
import { silent } from './silent.ts';
import type { TelemetryOrders } from './telemetry-process.ts';

const SECRET = 'a secret that is known to the benchmark alone';
const SESSIONS = 1000;
const CROWD = 20_000;
const EACH_ROUND = 4000;
/** Ten times what the log holds by then. */
const HISTORY = 400_000;
const ROUNDS = 3;
const WARM = 2;
const IN_FLIGHT = 128;
const DURATION_MS = 5_400_000;
const LOOK_EVERY_MS = 2;

/** Heartbeats from HTTP to the event store, against the bare client that appends the same events. */
export const heartbeats: Benchmark = {
  name: 'heartbeats',
  description: 'heartbeats from HTTP to the event store, against the bare client with the same events',
  async *run(report) {
    await using scope = openScope();
    const variables = { REPRISE_SECRET: SECRET, REPRISE_TRUSTED_PROXIES: '127.0.0.1' };
    const { running, log, urls, pids, dataDir } = await startPlatform(scope, ['gateway'], variables);
    const writer = await startWriter(scope, { urls, variables: { ...variables, REPRISE_DATA_DIR: dataDir } });
    const bare = openBareClient(scope, urls.eventstore);
    const caller = fork(fileURLToPath(new URL('heartbeat-caller.ts', import.meta.url)));
    scope.afterwards.after(async () => void caller.kill());
    const gateway = new URL(running.urls?.viewer ?? '').origin;
    const processes = { ...pids, gateway: process.pid, writer: writer.pid ?? 0 };
    const players = await crowd(SESSIONS + CROWD);
    const bus = await connectNats({ url: urls.nats, log: silent });
    scope.afterwards.after(() => bus.close());
    const few = { gateway, caller, bus, log, processes, tokens: players.slice(0, SESSIONS) };
    report(`${SESSIONS} sessions begin`);
    await send(few, 1, 1);
    report(`${ROUNDS} rounds of ${EACH_ROUND} heartbeats`);
    let seq = 2;
    const eachSession = EACH_ROUND / SESSIONS;
    const ours = async (): Promise<number> => {
      const { perSecond, cpu } = await send(few, seq, eachSession);
      report(`${perSecond.toFixed(0)} a second; µs of each process: ${costs(cpu)}`);
      seq += eachSession;
      return perSecond;
    };
    // What runs for the first time is compiled: both have run for a while before they are measured.
    for (let round = 0; round < WARM; round += 1) await ours();
    await appended(bare, log);
    yield rate(
      'heartbeats durable, from HTTP to the log',
      'heartbeats/s',
      await paired(ROUNDS, ours, () => appended(bare, log)),
    );
    yield await cpuInCrowds(few, players.slice(SESSIONS), seq, report);
    seq += eachSession;
    report(`${HISTORY} more events in the log`);
    await fill(log, 'bench-history', HISTORY);
    yield rate(
      `heartbeats durable, after ${HISTORY} more events`,
      'heartbeats/s',
      await paired(ROUNDS, ours, () => appended(bare, log)),
    );
  },
};

interface Sender {
  readonly gateway: string;
  readonly caller: ChildProcess;
  readonly bus: NatsBus;
  readonly log: EventLog;
  /** By name, of which the processor time is measured. */
  readonly processes: Readonly<Record<string, number>>;
  readonly tokens: readonly string[];
}

/** Sessions that began just now. */
async function crowd(size: number): Promise<readonly string[]> {
  const keyring = createKeyring([SECRET]);
  const now = Date.now();
  return Promise.all(
    Array.from({ length: size }, () =>
      signSession(keyring, {
        ...{ s: randomUUID(), t: randomUUID(), p: randomUUID(), d: DURATION_MS },
        ...{ at: new Date(now).toISOString(), exp: Math.floor(now / 1000) + 7200 },
      } as unknown as SessionClaims),
    ),
  );
}

/** Heartbeats behind a position. */
async function countAfter(log: EventLog, after: Position): Promise<number> {
  let count = 0;
  for await (const _ of log.readAll({ after, types: ['playback.PlaybackHeartbeat'] })) count += 1;
  return count;
}

/** Resolves when the writer has acknowledged everything, which it does when it stands in the log. */
async function untilWritten({ queues }: NatsBus): Promise<void> {
  while ((await queues.depth('telemetry')) > 0) await setTimeout(LOOK_EVERY_MS);
}

/** Sends batches of every session and waits until all stand in the log; what it took, and of each process: µs for each heartbeat. */
async function send(
  { gateway, caller, bus, log, tokens, processes }: Sender,
  fromSeq: number,
  eachSession: number,
): Promise<{ readonly perSecond: number; readonly cpu: Readonly<Record<string, number>> }> {
  const count = tokens.length * eachSession;
  const head = await log.head();
  const { result: took, used } = await whileMeasured(processes, () =>
    seconds(async () => {
      const answered = once(caller, 'message') as Promise<[unknown]>;
      caller.send({ gateway, tokens, fromSeq, eachSession, atOnce: IN_FLIGHT } satisfies HeartbeatOrders);
      const [answer] = await answered;
      if (answer !== 'taken') throw new Error(JSON.stringify(answer));
      await untilWritten(bus);
    }),
  );
  const found = await countAfter(log, head);
  if (found !== count) throw new Error(`${found} of ${count} heartbeats stand in the log; the figure would be wrong.`);
  const cpu = Object.fromEntries(Object.entries(used).map(([name, us]) => [name, us / count]));
  return { perSecond: count / took, cpu };
}

/** The telemetry role in a process of its own, as an installation has it. */
async function startWriter(scope: Scope, orders: TelemetryOrders): Promise<ChildProcess> {
  const writer = fork(fileURLToPath(new URL('telemetry-process.ts', import.meta.url)));
  scope.afterwards.after(async () => void writer.kill());
  const ready = once(writer, 'message');
  writer.send(orders);
  await ready;
  return writer;
}

/** The same events by the bare client, to as many streams. */
async function appended(bare: BareClient, log: EventLog): Promise<number> {
  const models: NewEvent[] = [];
  for await (const { type, data, metadata } of log.readAll({ types: ['playback.PlaybackHeartbeat'], limit: 100 }))
    models.push({ id: randomUUID(), type: `bench.${type}`, data, metadata: metadata as NewEvent['metadata'] });
  const run = randomUUID();
  let next = 0;
  return callsPerSecond(EACH_ROUND, IN_FLIGHT, () => {
    const nth = next++;
    const model = models[nth % models.length];
    if (model === undefined) throw new Error('No heartbeat stands in the log; the figure would be wrong.');
    return bare.append(`bench-${run}-${nth % SESSIONS}`, [{ ...model, id: randomUUID() }]);
  });
}

/** What a heartbeat costs gateway and writer among many sessions, against among few: it must not depend on how many watch. */
async function cpuInCrowds(
  few: Sender,
  players: readonly string[],
  fewSeq: number,
  report: (line: string) => void,
): Promise<Figure> {
  const many = { ...few, tokens: players };
  const rounds = Math.max(1, Math.round(EACH_ROUND / few.tokens.length));
  report(`${players.length} sessions begin`);
  await send(many, 1, 1);
  const ours = ({ gateway = 0, writer = 0 }: Readonly<Record<string, number>>): number => gateway + writer;
  const among = async (sender: Sender, fromSeq: number, each: number): Promise<number> => {
    const { cpu } = await send(sender, fromSeq, each);
    report(`${sender.tokens.length} sessions, µs of each process: ${costs(cpu)}`);
    return ours(cpu);
  };
  return time(
    `heartbeat among ${players.length} sessions, CPU, against ${few.tokens.length}`,
    'µs',
    await paired(
      1,
      () => among(many, 2, 1),
      () => among(few, fewSeq, rounds),
    ),
  );
}

const costs = (cpu: Readonly<Record<string, number>>): string =>
  Object.entries(cpu)
    .map(([name, us]) => `${name} ${us.toFixed(0)}`)
    .join(', ');
