import assert from 'node:assert/strict';
import { test } from 'node:test';
import { executeOn } from '../../commands/testing/execute.ts';
import { createMemoryLog } from '../../ports/testing/memory-event-log.ts';
import { makeDemoPlans } from './make-plans.ts';

test('plans are made once, whatever became of them', async () => {
  const log = createMemoryLog();
  const execute = executeOn(log);
  await makeDemoPlans(execute, '2026-01-02T03:04:05.000Z');
  const made = log.events.map(({ type }) => type);
  assert.deepEqual(made, Array.from({ length: 3 }, () => ['billing.PlanDefined', 'billing.PlanPriceSet']).flat());
  const [first] = log.events;
  const { planId } = (first?.data ?? {}) as { planId: string };
  const retire = { type: 'RetirePlan', data: { planId }, at: '2026-01-03T03:04:05.000Z' };
  const of = { streamId: planId, commandId: '00000000-0000-4000-8000-000000000001', correlationId: planId };
  await execute({ ...of, command: retire, actor: { kind: 'staff', id: 'operator' } });
  await makeDemoPlans(execute, '2026-02-02T03:04:05.000Z');
  assert.equal(log.events.length, made.length + 1);
});
