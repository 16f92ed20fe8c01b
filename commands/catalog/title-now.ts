import { titleDecider, type TitleState } from '../../domain/catalog/title.decider.ts';
import type { EventLog } from '../../ports/event-log.ts';
import type { TitleDetails } from '../../schemas/catalog/title.events.ts';
import { language } from '../../schemas/language.ts';
import type { PackageId } from '../../schemas/media/ids.ts';
import { loadState, type Loaded } from '../pipeline/load.ts';

/** A title as far as it is asked for by whoever plays it. */
export interface TitleNow {
  readonly status: 'draft' | 'published' | 'unpublished';
  readonly packageId: string | null;
  /** In years; null: not rated. */
  readonly age: number | null;
  /** In lower case and in order. */
  readonly tags: readonly string[];
  /** Of its stream. */
  readonly revision: string;
}

/** What a read model knows of a title, and as of which revision of its stream. */
export interface TitleSeen extends TitleNow, TitleDetails {
  readonly assetId: string;
}

const takenDown: ReadonlySet<string> = new Set(language.recordedNames(['catalog.TitleUnpublished']));

/** What a newer version wrote may not be understood here, and takes a title down all the same. */
const unreadable = (state: TitleState, { type }: { readonly type: string }): TitleState =>
  state.status === 'none' || !takenDown.has(type) ? state : { ...state, status: 'unpublished' };

const asLoaded = ({ status, assetId, packageId, age, tags, revision, ...details }: TitleSeen): Loaded<TitleState> => {
  const { name, synopsis, releaseYear, attribution } = details;
  // Readers of a state ask for the package alone; rows say it as plain text.
  const media = packageId === null ? null : { packageId: packageId as PackageId, posterSha: null };
  const state = { status, assetId, details: { name, synopsis, releaseYear, attribution }, age, tags, media };
  return { state, revision: BigInt(revision) };
};

/**
 * Reads a title from its own stream: a read model that is late, paused or away keeps nobody from being heard who took it down.
 * Undefined: there is no such title.
 * @param seen what is known of it already: only what came since is read
 * @throws LogUnavailable when the log does not answer
 */
export async function titleNow(log: EventLog, titleId: string, seen?: TitleSeen): Promise<TitleNow | undefined> {
  const known = seen === undefined ? undefined : asLoaded(seen);
  const { state, revision } = await loadState({ log, language }, { ...titleDecider, unreadable }, titleId, known);
  if (state.status === 'none') return undefined;
  const { status, media, age, tags } = state;
  return { status, packageId: media?.packageId ?? null, age, tags, revision: String(revision) };
}
