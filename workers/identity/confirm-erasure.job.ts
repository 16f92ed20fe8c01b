import type { z } from 'zod';
import type { PlaceLook } from '../../ports/personal-places.ts';
import type { ConfirmErasureJob } from '../../schemas/identity/jobs.ts';
import type { Job, JobHandler, JobOutcome } from '../runtime/context.ts';
import type { ExportTools } from './export-person.job.ts';

async function run({ vault, places, log }: ExportTools, { input, signal }: Job): Promise<JobOutcome> {
  const { kind, accountId } = input as z.output<typeof ConfirmErasureJob.input>;
  const position = await log.head();
  // What was sealed by a process that held the key for a moment longer goes now.
  const { places: ofVault } = await vault.forget(accountId);
  const looks: readonly PlaceLook[] = [
    ...ofVault.map(({ place, left }) => ({ place, left, sealed: 0 })),
    await lookAtLog({ vault, log }, accountId, signal),
    ...(await places.look(accountId, position)),
  ];
  const found = looks.filter(({ left }) => left > 0);
  if (found.length > 0)
    throw new Error(`Something of ${accountId} is still in ${found.map(({ place }) => place).join(', ')}.`);
  return { kind: 'done', result: { kind, places: looks } };
}

/** Contexts whose events hold what is sealed: people's own, and the jobs that write to them. */
const SEALING = ['identity.', 'kernel.'];

/** How many sealed values of a person the log holds, and how many of them open: one is tried of each event. */
export async function lookAtLog(
  { vault, log }: Pick<ExportTools, 'log'> & { readonly vault: Pick<ExportTools['vault'], 'open'> },
  accountId: string,
  signal?: AbortSignal,
): Promise<PlaceLook> {
  const box = new RegExp(`v1\\.${accountId}\\.[A-Za-z0-9_-]{38,}`, 'g');
  let [left, sealed] = [0, 0];
  for await (const { data } of log.readAll({ types: SEALING })) {
    signal?.throwIfAborted();
    const boxes = JSON.stringify(data).match(box) ?? [];
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
  // It reads the whole log.
  concurrency: 1,
  limitMs: () => 3600_000,
  run,
};
