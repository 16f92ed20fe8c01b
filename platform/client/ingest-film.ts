import { setTimeout as sleep } from 'node:timers/promises';
import { uuid5 } from '../../schemas/kernel/uuid5.ts';
import { PlainError } from '../terminal.ts';
import { accepted, query, type Api } from './api.ts';
import { uploadFile } from './upload.ts';

/** A film to bring in. `key` makes it one: the same key is the same film, however often it is brought in. */
export type Film = {
  readonly key: string;
  readonly path: string;
  readonly name?: string;
  readonly synopsis?: string;
  readonly releaseYear?: number;
  readonly attribution?: string;
};

export type Job = { readonly id: string; readonly kind: 'PROBE' | 'POSTER' | 'ENCODE' | 'PACKAGE'; readonly state: string; readonly wallMs: number | null };
export type Asset = {
  readonly stage: string;
  readonly jobs: readonly Job[];
  readonly rejection: { readonly message: string } | null;
  readonly title: { readonly id: string; readonly status: string; readonly playable: boolean } | null;
};

/** Told how far a film is: a stage in plain words and 0 to 1 within it. */
export type OnStage = (stage: string, fraction: number) => void;
/** The fraction of a running job, 0 to 1, as the pipeline tells it; undefined when it has not. */
export type JobFraction = (jobId: string) => number | undefined;

const ASSET = `query ($id: ID!) { asset(id: $id) { stage jobs { id kind state wallMs } rejection { message } title { id status playable } } }`;
const EDIT = `mutation ($commandId: ID!, $input: EditTitleInput!) { editTitle(commandId: $commandId, input: $input) { __typename ... on Refusal { code message } } }`;
const PUBLISH = `mutation ($commandId: ID!, $titleId: ID!) { publishTitle(commandId: $commandId, titleId: $titleId) { __typename ... on Refusal { code message } } }`;
const LOOK_EVERY_MS = 300;

/**
 * Takes a film the whole way through the public door: upload, wait for the pipeline, name, publish (films without a name
 * stay drafts). Every command's id derives from the film's key, so an interrupted call is simply made again.
 */
export const ingestFilm = async (api: Api, film: Film, onStage: OnStage, fractionOf: JobFraction, signal?: AbortSignal): Promise<Asset> => {
  const idOf = (step: string): string => uuid5('6d1f1c1e-2f5b-5f0e-9c56-3f4f5d1f7a10', `${film.key}/${step}`);
  const { assetId, titleId } = await uploadFile(api, film.path, idOf('upload'), (sent, size) => onStage('uploading', sent / size));
  const asset = await untilSettled(api, assetId, onStage, fractionOf, signal);
  if (asset.stage !== 'READY') throw new PlainError(asset.rejection?.message ?? `${film.path} was given up.`);
  if (film.name === undefined) return asset;
  onStage('publishing', 0);
  const { key: _key, path: _path, ...description } = film;
  const edited = await query<{ editTitle: { __typename: string } }>(api, EDIT, { commandId: idOf('edit'), input: { titleId, ...description } });
  accepted(edited.editTitle, 'TitleEdited');
  const published = await query<{ publishTitle: { __typename: string } }>(api, PUBLISH, { commandId: idOf('publish'), titleId });
  accepted(published.publishTitle, 'TitlePublished');
  onStage('published', 1);
  return asset;
};

const untilSettled = async (api: Api, id: string, onStage: OnStage, fractionOf: JobFraction, signal?: AbortSignal): Promise<Asset> => {
  for (;;) {
    signal?.throwIfAborted();
    const { asset } = await query<{ asset: Asset | null }>(api, ASSET, { id });
    if (asset !== null) {
      if (['REJECTED', 'ABORTED'].includes(asset.stage) || (asset.stage === 'READY' && asset.title?.playable === true)) return asset;
      onStage(asset.stage.toLowerCase(), progressOf(asset, fractionOf));
    }
    await sleep(LOOK_EVERY_MS);
  }
};

/** How much of the known jobs of the asset's stage is done. */
const progressOf = (asset: Asset, fractionOf: JobFraction): number => {
  const kind = { PROBING: 'PROBE', ENCODING: 'ENCODE', PACKAGING: 'PACKAGE' }[asset.stage];
  const jobs = asset.jobs.filter((job) => job.kind === kind);
  if (jobs.length === 0) return 0;
  return jobs.reduce((sum, job) => sum + (job.state === 'COMPLETED' ? 1 : (fractionOf(job.id) ?? 0)), 0) / jobs.length;
};
