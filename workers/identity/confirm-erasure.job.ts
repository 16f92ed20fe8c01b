import type { z } from 'zod';
import type { RecordedEvent } from '../../ports/event-log.ts';
import type { PlaceLook } from '../../ports/personal-places.ts';
import type { ConfirmErasureJob } from '../../schemas/identity/jobs.ts';
import { subjectOf } from '../../schemas/kernel/sealed.ts';
import { boxesIn } from '../../schemas/kernel/traces.ts';
import type { Job, JobHandler, JobOutcome } from '../runtime/context.ts';
import type { ExportTools } from './export-person.job.ts';
import type { HistoryTools } from './person-history.ts';
import { duesOf } from './person-money.ts';
import { inOrder } from './streams-in-order.ts';

async function run(
  { vault, places, log, language, streams }: ExportTools,
  { input, signal }: Job,
): Promise<JobOutcome> {
  const { kind, accountId } = input as z.output<typeof ConfirmErasureJob.input>;
  const position = await log.head();
  // What was sealed by a process that held the key for a moment longer goes now.
  const { places: ofVault } = await vault.forget(accountId);
  const looks: readonly PlaceLook[] = [
    ...ofVault.map(({ place, left }) => ({ place, left, sealed: 0 })),
    await lookAtStreams({ vault, log, streams }, accountId, position, signal),
    await lookAtMoney({ log, language, streams }, accountId, position),
    ...(await places.look(accountId, position)),
  ];
  const found = looks.filter(({ left }) => left > 0);
  if (found.length > 0)
    throw new Error(`Something of ${accountId} is still in ${found.map(({ place }) => place).join(', ')}.`);
  return { kind: 'done', result: { kind, places: looks } };
}

/** What would go on costing them. What they paid stays, as the law wants it. */
async function lookAtMoney(tools: HistoryTools, accountId: string, until: bigint): Promise<PlaceLook> {
  const { subscriptionIds, purchaseIds, methodRefs } = await duesOf(tools, accountId, until);
  const left = subscriptionIds.length + purchaseIds.length + methodRefs.length;
  return { place: 'subscriptions and means of payment', left, sealed: 0 };
}

type Tools = Pick<ExportTools, 'log'> & { readonly vault: Pick<ExportTools['vault'], 'open'> };

/** How many sealed values of a person their streams hold, and how many of them open: one is tried of each event. */
export async function lookAtStreams(
  { streams, ...tools }: Tools & Pick<ExportTools, 'streams'>,
  accountId: string,
  until: bigint,
  signal?: AbortSignal,
): Promise<PlaceLook> {
  const holding = (await streams.of([accountId], until)).filter(({ sealed }) => sealed);
  return lookAt(tools, accountId, inOrder(tools.log, holding, { until, signal }));
}

/** The same by every event of the log, for whoever does not want to believe what names the streams. */
export const lookAtLog = (tools: Tools, accountId: string): Promise<PlaceLook> =>
  lookAt(tools, accountId, tools.log.readAll());

async function lookAt(
  { vault }: Tools,
  accountId: string,
  events: AsyncIterable<Pick<RecordedEvent, 'data'>>,
): Promise<PlaceLook> {
  let [left, sealed] = [0, 0];
  for await (const { data } of events) {
    const boxes = boxesIn(data).filter((box) => subjectOf(box) === accountId);
    if (boxes.length === 0) continue;
    const count = boxes.length;
    if (await opens(vault, boxes[0] ?? '')) left += count;
    else sealed += count;
  }
  return { place: 'log', left, sealed };
}

/** Whether there is a key for it. Where there is one and it was sealed as something else, opening fails: it could be opened. */
const opens = (vault: Pick<ExportTools['vault'], 'open'>, box: string): Promise<boolean> =>
  vault.open('email', [box]).then(
    ([value]) => value !== undefined,
    () => true,
  );

/** Looks into every place after a person was forgotten. It fails until nothing is there. */
export const confirmErasure: JobHandler<ExportTools> = {
  kind: 'confirm-erasure',
  // It reads all read models.
  concurrency: 1,
  limitMs: () => 3600_000,
  run,
};
