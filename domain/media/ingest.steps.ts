import type { titleCommands } from '../../schemas/catalog/title.commands.ts';
import type { CommandOf } from '../../schemas/kernel/define.ts';
import type { assetCommands } from '../../schemas/media/asset.commands.ts';
import type { encodingCommands } from '../../schemas/media/encoding.commands.ts';
import type { JobInput, JobKind, Poster } from '../../schemas/media/job.types.ts';
import type { AssetNote } from '../../schemas/media/notes.ts';
import type { packageCommands } from '../../schemas/media/package.commands.ts';
import type { DeriveId, ProcessRequest } from '../kernel/process.ts';
import type { Requests } from '../kernel/requests.ts';
import { waitLimitMs } from './ingest.deadlines.ts';
import type { IngestMilestone, RunningIngest } from './ingest.state.ts';

export type IngestOutput = IngestMilestone | ProcessRequest;
type Untimed<C> = C extends unknown ? Omit<C, 'at'> : never;
export type IngestCommand = Untimed<
  CommandOf<(typeof assetCommands | typeof titleCommands | typeof encodingCommands | typeof packageCommands)[number]>
>;

/** What one reaction has at hand: builders of its outputs and the instant of its input. */
export interface Reaction {
  readonly make: Requests<IngestCommand, JobInput>;
  readonly at: string;
  readonly derive: DeriveId;
}

/** A job, and a timer that looks whether somebody takes it. */
export const withDeadline = ({ make, at }: Reaction, input: JobInput, label?: string): IngestOutput[] => [
  make.job(input, label),
  make.timer(`wait/${input.kind}`, at, waitLimitMs),
];

/** Cancels every timer that is set: nothing is awaited any more. */
export const cancelTimers = ({ make }: Reaction, { jobs }: RunningIngest): IngestOutput[] =>
  Object.values(jobs).flatMap(({ timer }) => (timer === undefined ? [] : [make.cancelTimer(timer)]));

/** Passes on what a job left out, repaired or changed; nothing when it had nothing to say. */
export const noteAsset = (
  stage: JobKind,
  notes: readonly AssetNote[] | undefined,
  { started: { assetId } }: RunningIngest,
  { make }: Reaction,
): IngestOutput[] =>
  notes === undefined || notes.length === 0
    ? []
    : [make.command('asset', assetId, { type: 'NoteAsset', data: { assetId, stage, notes: [...notes] } })];

/** The poster is known, or there will be none. */
export function decidePoster(state: RunningIngest, poster: Poster | null, reaction: Reaction): IngestOutput[] {
  const { assetId } = state.started;
  return [
    { type: 'media.IngestPosterSettled', data: { assetId, poster } },
    ...finishWhenWhole({ ...state, poster }, reaction),
  ];
}

/** Package and poster come in either order; whoever is last ends the ingest. */
export function finishWhenWhole(
  { started: { assetId, titleId }, sealed, poster }: RunningIngest,
  { make }: Reaction,
): IngestOutput[] {
  if (sealed === undefined || poster === undefined) return [];
  const { packageId, encodingId, durationMs } = sealed;
  return [
    make.command('asset', assetId, { type: 'MarkAssetReady', data: { assetId, encodingId, packageId, durationMs } }),
    make.command('title', titleId, {
      type: 'AttachTitleMedia',
      data: { titleId, assetId, packageId, durationMs, poster },
    }),
    { type: 'media.IngestFinished', data: { assetId, outcome: 'ready' } },
  ];
}
