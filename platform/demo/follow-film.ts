import { setTimeout as sleep } from 'node:timers/promises';
import { z } from 'zod';
import { uuid5 } from '../../schemas/kernel/uuid5.ts';
import { expect, MutationAnswer } from './gateway-client.ts';
import type { GatewayClient } from './gateway-client.ts';
import type { DemoFilm } from './films.ts';
import type { DemoStage } from './progress.ts';
import type { Uploaded } from './upload-film.ts';

const ASSET = `query ($id: ID!) { asset(id: $id) { stage jobs { id kind state wallMs } rejection { message } title { playable } } }`;
const Asset = z.object({
  stage: z.enum(['UPLOADING', 'ABORTED', 'PROBING', 'ENCODING', 'PACKAGING', 'READY', 'REJECTED']),
  jobs: z.array(
    z.object({
      id: z.string(),
      kind: z.enum(['PROBE', 'POSTER', 'ENCODE', 'PACKAGE']),
      state: z.string(),
      wallMs: z.number().nullable(),
    }),
  ),
  rejection: z.object({ message: z.string() }).nullable(),
  title: z.object({ playable: z.boolean() }).nullable(),
});
/** An uploaded film as the pipeline board shows it. */
export type Asset = z.infer<typeof Asset>;
const AssetAnswer = z.object({ asset: Asset.nullable() });

const EDIT = `mutation ($commandId: ID!, $input: EditTitleInput!) { editTitle(commandId: $commandId, input: $input) { __typename ... on Refusal { message } } }`;
const PUBLISH = `mutation ($commandId: ID!, $titleId: ID!) { publishTitle(commandId: $commandId, titleId: $titleId) { __typename ... on Refusal { message } } }`;
const STAGES = {
  PROBING: ['probe', 'PROBE'],
  ENCODING: ['encode', 'ENCODE'],
  PACKAGING: ['package', 'PACKAGE'],
} as const;
const LOOK_EVERY_MS = 300;

/** The pipeline's verdict on a film; it stands. The message is its reason. */
export class FilmRejected extends Error {
  override readonly name = 'FilmRejected';
}

/** The fraction of a running job, 0 to 1, as the pipeline reports it; undefined when it has not. */
export type JobFraction = (jobId: string) => number | undefined;

/**
 * Waits until the pipeline is done with a film. Undefined: its upload was given up before all bytes had arrived.
 * @throws FilmRejected
 */
export async function followFilm(
  client: GatewayClient,
  { assetId, token }: Uploaded,
  fractionOf: JobFraction,
  onStage: (stage: DemoStage, fraction: number) => void,
): Promise<Asset | undefined> {
  for (let after: string | undefined = token; ; after = undefined) {
    const { asset } = await client.query(ASSET, { id: assetId }, AssetAnswer, after);
    if (asset?.stage === 'ABORTED') return undefined;
    if (asset?.stage === 'REJECTED')
      throw new FilmRejected(asset.rejection?.message ?? 'The pipeline refused the film without a reason.');
    if (asset?.stage === 'READY' && asset.title?.playable === true) return asset;
    if (asset?.stage === 'PROBING' || asset?.stage === 'ENCODING' || asset?.stage === 'PACKAGING') {
      const [stage, kind] = STAGES[asset.stage];
      onStage(stage, fractionDone(asset, kind, fractionOf));
    }
    await sleep(LOOK_EVERY_MS, undefined, { signal: client.signal });
  }
}

/** Gives a title the details of the film and puts it live. What an operator changed since an earlier call stays. */
export async function publishFilm(
  client: GatewayClient,
  titleId: string,
  film: Pick<DemoFilm, 'name' | 'synopsis' | 'releaseYear' | 'attribution'>,
): Promise<void> {
  const { name, synopsis, releaseYear, attribution } = film;
  const edited = await client.query(
    EDIT,
    { commandId: uuid5(titleId, 'demo/edit'), input: { titleId, name, synopsis, releaseYear, attribution } },
    z.object({ editTitle: MutationAnswer }),
  );
  expect(edited.editTitle, 'TitleEdited');
  const published = await client.query(
    PUBLISH,
    { commandId: uuid5(titleId, 'demo/publish'), titleId },
    z.object({ publishTitle: MutationAnswer }),
  );
  expect(published.publishTitle, 'TitlePublished');
}

function fractionDone(asset: Asset, kind: Asset['jobs'][number]['kind'], fractionOf: JobFraction): number {
  const jobs = asset.jobs.filter((job) => job.kind === kind);
  const done = jobs.reduce((sum, { id, state }) => sum + (state === 'COMPLETED' ? 1 : (fractionOf(id) ?? 0)), 0);
  return jobs.length === 0 ? 0 : done / jobs.length;
}
