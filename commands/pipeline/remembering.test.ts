import { deepEqual, equal } from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { describe, it } from 'node:test';
import type { Decider } from '../../domain/kernel/decider.ts';
import { createMemoryLog } from '../../ports/testing/memory-event-log.ts';
import type { NewEvent } from '../../ports/event-log.ts';
import type { LinkId } from '../../schemas/identity/ids.ts';
import { language } from '../../schemas/language.ts';
import { remembering } from './remembering.ts';

type Linked = { readonly type: 'identity.EmailVerified'; readonly data: { readonly linkId: LinkId } };
interface State {
  readonly links: readonly string[];
  readonly positions: readonly bigint[];
}

const decider: Pick<Decider<State, never, Linked>, 'category' | 'initial' | 'evolve' | 'edges'> = {
  category: 'account',
  edges: 2,
  initial: { links: [], positions: [] },
  evolve: ({ links, positions }, { data }, { position }) => ({
    links: [...links, data.linkId],
    positions: [...positions, position],
  }),
};

/** A stream of events, and how many of them were read. */
function started() {
  const log = createMemoryLog();
  const accountId = randomUUID();
  const counts = { read: 0 };
  const readStream: typeof log.readStream = async function* (stream, options) {
    for await (const event of log.readStream(stream, options)) {
      counts.read += 1;
      yield event;
    }
  };
  const event = (linkId: string): NewEvent =>
    language.encode({ type: 'identity.EmailVerified', data: { accountId, linkId } }, randomUUID(), {
      $correlationId: accountId,
      $causationId: accountId,
      commandId: randomUUID(),
      actor: { kind: 'viewer', id: accountId },
      occurredAt: '2026-06-01T12:00:00.000Z',
    });
  const append = (...events: readonly NewEvent[]) =>
    log.write(events.map((each) => ({ stream: `account-${accountId}`, event: each })));
  return { deps: { log: { ...log, readStream }, language }, accountId, counts, event, append };
}

describe('remembering', () => {
  it('reads the whole of a stream once, then what came since, and tells the fold where each event stands', async () => {
    const { deps, accountId, counts, event, append } = started();
    const read = remembering(decider);
    equal((await read(deps, accountId))?.revision, -1n);
    const links = Array.from({ length: 9 }, () => randomUUID());
    append(...links.map(event));
    const first = await read(deps, accountId);
    // More than stand at the edges: those are for decisions.
    deepEqual(first?.state.links, links);
    equal(new Set(first.state.positions).size, 9);
    equal(counts.read, 9);
    const next = randomUUID();
    append(event(next));
    deepEqual((await read(deps, accountId))?.state.links, [...links, next]);
    equal(counts.read, 10);
    equal((await read(deps, accountId))?.revision, 9n);
    equal(counts.read, 10);
  });

  it('knows nothing of another log', async () => {
    const [one, two] = [started(), started()];
    const read = remembering(decider);
    one.append(one.event(randomUUID()));
    equal((await read(one.deps, one.accountId))?.revision, 0n);
    equal((await read(two.deps, one.accountId))?.revision, -1n);
  });

  it('forgets what was asked for longest ago', async () => {
    const { deps, accountId, counts, event, append } = started();
    const read = remembering(decider, 1);
    append(event(randomUUID()));
    await read(deps, accountId);
    const other = started();
    other.append(other.event(randomUUID()));
    deps.log.write([{ stream: `account-${other.accountId}`, event: other.event(randomUUID()) }]);
    await read(deps, other.accountId);
    counts.read = 0;
    await read(deps, accountId);
    equal(counts.read, 1);
  });

  it('shows nobody whose stream holds what a newer version wrote, unless the fold says what becomes of it', async () => {
    const { deps, accountId, event, append } = started();
    const read = remembering(decider);
    append(event(randomUUID()));
    equal((await read(deps, accountId))?.state.links.length, 1);
    append({ ...event(randomUUID()), type: 'identity.AccountClosed' });
    equal(await read(deps, accountId), undefined);
    append(event(randomUUID()));
    equal(await read(deps, accountId), undefined);
    const unreadable = (state: State, { type }: { readonly type: string }): State => ({ ...state, links: [type] });
    const lenient = await remembering({ ...decider, unreadable })(deps, accountId);
    equal(lenient?.state.links[0], 'identity.AccountClosed');
    equal(lenient.revision, 2n);
  });

  it('keeps the newer of two that were read at once', async () => {
    const { deps, accountId, counts, event, append } = started();
    append(event(randomUUID()));
    const read = remembering(decider);
    let release = (): void => {};
    const held = new Promise<void>((resolve) => (release = resolve));
    const slow: typeof deps.log.readStream = async function* (stream, options) {
      yield* deps.log.readStream(stream, options);
      await held;
    };
    let isSlow = true;
    const log = {
      ...deps.log,
      readStream: (...args: Parameters<typeof slow>) => (isSlow ? slow : deps.log.readStream)(...args),
    };
    const late = read({ log, language }, accountId);
    isSlow = false;
    append(event(randomUUID()));
    equal((await read({ log, language }, accountId))?.revision, 1n);
    release();
    equal((await late)?.revision, 0n);
    counts.read = 0;
    equal((await read({ log, language }, accountId))?.revision, 1n);
    equal(counts.read, 0);
  });
});
