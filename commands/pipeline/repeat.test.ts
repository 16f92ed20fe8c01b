import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { test } from 'node:test';
import { titleDecider } from '../../domain/catalog/title.decider.ts';
import { anyDecider } from '../../domain/kernel/context.ts';
import { createMemoryLog } from '../../ports/testing/memory-event-log.ts';
import { language } from '../../schemas/language.ts';
import type { Actor } from '../../schemas/kernel/metadata.ts';
import { decideAndAppend } from './execute.ts';
import type { Envelope } from './envelope.ts';
import { notAllowed } from './policy.ts';

const ann: Actor = { kind: 'staff', id: 'ann' };
const bob: Actor = { kind: 'staff', id: 'bob' };

function newTitle() {
  const log = createMemoryLog();
  const titleId = randomUUID();
  const details = { name: 'Sintel', synopsis: null, releaseYear: null, attribution: null };
  const envelope: Envelope = {
    commandId: randomUUID(),
    streamId: titleId,
    command: { type: 'CreateTitle', data: { titleId, assetId: randomUUID(), details }, at: '2026-01-02T03:04:05.000Z' },
    actor: ann,
    correlationId: titleId,
  };
  let allowed: readonly Actor[] = [ann];
  const policy = (actor: Actor) => (allowed.includes(actor) ? undefined : notAllowed('Ask Ann.'));
  const run = (more: Partial<Envelope> = {}) =>
    decideAndAppend({ log, language }, { decider: anyDecider(titleDecider), policy }, `title-${titleId}`, {
      ...envelope,
      ...more,
    });
  return { run, log, allow: (...actors: readonly Actor[]) => (allowed = actors) };
}

test('whoever repeats a command learns what became of it, also without the right to give it again', async () => {
  const { run, log, allow } = newTitle();
  assert.equal((await run()).kind, 'committed');
  allow();
  assert.equal((await run()).kind, 'duplicate');
  assert.equal(log.events.length, 1);
});

test('a new command without the right is refused, and so is the repeat of what somebody else gave', async () => {
  const { run, allow } = newTitle();
  assert.equal((await run()).kind, 'committed');
  for (const more of [{ actor: bob }, { actor: { ...ann, kind: 'viewer' } as const }]) {
    const outcome = await run(more);
    assert.equal(outcome.kind === 'rejected' && outcome.rejection.code, 'actor.not-allowed');
  }
  allow();
  const another = await run({ commandId: randomUUID() });
  assert.equal(another.kind === 'rejected' && another.rejection.code, 'actor.not-allowed');
  allow(ann, bob);
  assert.equal((await run({ actor: bob })).kind, 'duplicate');
});

test('what somebody else who watches asked for is nobody else’s: the same command id of another account is refused', async () => {
  const { run, allow, log } = newTitle();
  const mara: Actor = { kind: 'viewer', id: 'mara', account: 'm' };
  const child: Actor = { kind: 'viewer', id: 'child', account: 'm' };
  const eve: Actor = { kind: 'viewer', id: 'eve', account: 'e' };
  allow(mara, child, eve);
  assert.equal((await run({ actor: mara })).kind, 'committed');
  assert.equal((await run({ actor: child })).kind, 'duplicate');
  for (const actor of [eve, { kind: 'viewer', id: 'nobody' } as const]) {
    allow(mara, eve, actor);
    const outcome = await run({ actor });
    assert.equal(outcome.kind === 'rejected' && outcome.rejection.code, 'command.id-reused');
  }
  assert.equal(log.events.length, 1);
});
