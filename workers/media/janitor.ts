import { readFile } from 'node:fs/promises';
import { loadState } from '../../commands/pipeline/load.ts';
import type { HistoryDeps } from '../../commands/pipeline/load.ts';
import { jobDecider } from '../../domain/kernel/job.decider.ts';
import type { JobState } from '../../domain/kernel/job.decider.ts';
import { assetDecider } from '../../domain/media/asset.decider.ts';
import type { Logger } from '../../ports/logger.ts';
import type { MediaStore } from '../../ports/media-store.ts';
import { OWNER_FILE } from './file-facts.ts';
import { countingAttempt, isClosed, isOver } from '../runtime/job-state.ts';

export interface JanitorDeps extends HistoryDeps {
  readonly store: MediaStore;
  readonly logger: Logger;
}

const OUTPUTS = ['posters', 'encodings', 'packages'] as const;

/**
 * Removes what dead workers left: work directories of closed jobs and superseded attempts, outputs that no result names,
 * encodings whose asset is ready or rejected. Asks the log before each removal; what a live attempt may still write stays.
 * Outputs whose job the log does not know are kept and reported: the wrong log must not cost a library.
 * @returns the keys that were removed
 */
export async function sweep(deps: JanitorDeps): Promise<readonly string[]> {
  const { store, logger } = deps;
  const removed: string[] = [];
  const remove = async (key: string): Promise<void> => {
    await store.remove(key);
    removed.push(key);
  };
  for (const jobId of await store.list('work')) {
    const { state } = await loadState(deps, jobDecider, jobId);
    await sweepAttempts(store, `work/${jobId}`, (attempt) => state.status !== 'none' && isOver(state, attempt), remove);
    if (isClosed(state) && (await store.list(`work/${jobId}`)).length === 0) await store.remove(`work/${jobId}`);
  }
  for (const kind of OUTPUTS) for (const name of await store.list(kind)) await sweepOutput(deps, kind, name, remove);
  if (removed.length > 0)
    logger.info({ removed: removed.length, first: removed.slice(0, 5) }, 'left-overs were removed');
  return removed;
}

const sweepOutput = async (
  deps: JanitorDeps,
  kind: (typeof OUTPUTS)[number],
  name: string,
  remove: (key: string) => Promise<void>,
): Promise<void> => {
  const { store, logger } = deps;
  const parent = `${kind}/${name}`;
  const owner = await readOwner(store, parent);
  if (owner === undefined) return;
  const { state } = await loadState(deps, jobDecider, owner.jobId);
  if (state.status === 'none')
    return logger.warn({ parent, ...owner }, 'the log does not know the job that made this; it is kept');
  if (kind === 'encodings' && isClosed(state) && (await isFinished(deps, owner.assetId))) return remove(parent);
  await sweepAttempts(store, parent, (attempt) => attempt !== countingAttempt(state) && isOver(state, attempt), remove);
  // Another job may have been asked for the same in the meantime, and is about to put its result here.
  if (state.status === 'failed' || (state.status === 'cancelled' && (await isFinished(deps, owner.assetId))))
    await remove(parent);
};

/** Entries are named by their attempt: `3` or `3.jpg`. */
const sweepAttempts = async (
  store: MediaStore,
  parent: string,
  isLost: (attempt: number) => boolean,
  remove: (key: string) => Promise<void>,
): Promise<void> => {
  for (const entry of await store.list(parent)) {
    const attempt = /^(\d+)(\.jpg)?$/.exec(entry)?.[1];
    if (attempt !== undefined && isLost(Number(attempt))) await remove(`${parent}/${entry}`);
  }
};

/** After its job ended: the attempts of this job that do not count. `keep` is the one that does. */
export const removeOtherAttempts = async (store: MediaStore, parent: string, state: JobState): Promise<void> =>
  sweepAttempts(
    store,
    parent,
    (attempt) => attempt !== countingAttempt(state) && isOver(state, attempt),
    (key) => store.remove(key),
  );

/** Whose outputs stand below a parent; undefined: it does not say. */
export const readOwner = async (
  store: MediaStore,
  parent: string,
): Promise<{ jobId: string; assetId: string } | undefined> => {
  try {
    const owner: unknown = JSON.parse(await readFile(store.path(`${parent}/${OWNER_FILE}`), 'utf8'));
    if (typeof owner !== 'object' || owner === null || !('jobId' in owner) || !('assetId' in owner)) return undefined;
    return { jobId: String(owner.jobId), assetId: String(owner.assetId) };
  } catch {
    return undefined;
  }
};

/** The asset is ready or rejected: nobody needs its encodings any more. */
const isFinished = async (deps: HistoryDeps, assetId: string): Promise<boolean> => {
  const { state } = await loadState(deps, assetDecider, assetId);
  return state.status === 'ready' || state.status === 'rejected';
};
