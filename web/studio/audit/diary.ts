import { clock, counted } from '../../design/format.ts';

/** An event told as a line in a diary. The parts in `strong` are names. */
export interface Line {
  readonly who: string;
  readonly did: string;
  readonly strong?: string;
}

interface Told {
  readonly type: string;
  readonly actorKind: string | null;
  readonly data: unknown;
}

type Data = Readonly<Record<string, unknown>>;

const whoOf: Readonly<Record<string, string>> = {
  operator: 'An operator',
  profile: 'A viewer',
  system: 'The pipeline',
  worker: 'A worker',
};
const text = (value: unknown, otherwise = ''): string =>
  typeof value === 'string' || typeof value === 'number' ? String(value) : otherwise;
const at = (data: unknown, ...path: readonly string[]): unknown =>
  path.reduce<unknown>(
    (value, key) =>
      typeof value === 'object' && value !== null && Object.hasOwn(value, key) ? (value as Data)[key] : undefined,
    data,
  );
const list = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : []);
const said = (did: string, strong?: unknown): Omit<Line, 'who'> =>
  text(strong) === '' ? { did } : { did, strong: text(strong) };
const attempt = (data: unknown): string =>
  Number(at(data, 'attempt')) > 1 ? `, attempt ${text(at(data, 'attempt'))}` : '';

/** How each type of event reads. A type that is not here is told by its name. */
const tellers: Readonly<Record<string, (data: unknown) => Omit<Line, 'who'>>> = {
  'media.UploadStarted': (data) => said('began to upload', at(data, 'fileName')),
  'media.UploadCompleted': (data) => said('finished the upload of', at(data, 'fileName')),
  'media.UploadAborted': (data) =>
    said(at(data, 'reason') === 'expired' ? 'let an unfinished upload expire' : 'cancelled the upload'),
  'media.AssetUploaded': (data) => said('took in the file', at(data, 'fileName')),
  'media.AssetProbed': (data) =>
    said(
      'found a film in the file:',
      `${text(at(data, 'probe', 'video', 'width'))} × ${text(at(data, 'probe', 'video', 'height'))} ${text(at(data, 'probe', 'video', 'codec'))}`,
    ),
  'media.PosterExtracted': () => said('took a still as the poster'),
  'media.AssetRejected': (data) => said('rejected the file:', at(data, 'reason', 'message')),
  'media.AssetReady': () => said('made the film ready to play'),
  'media.EncodingPlanned': (data) =>
    said(
      'chose the ladder',
      list(at(data, 'plan', 'video'))
        .map((rung) => `${text(at(rung, 'height'))}p`)
        .join(', '),
    ),
  'media.RenditionEncoded': (data) => said('encoded', at(data, 'rendition', 'name')),
  'media.EncodingCompleted': () => said('finished the encoding'),
  'media.PackagePlanned': () => said('asked for a package'),
  'media.TrackSegmented': (data) => said('cut into segments', at(data, 'track', 'name')),
  'media.PackageSealed': () => said('sealed the package'),
  'media.JobRequested': (data) => said('asked for the job', at(data, 'input', 'kind')),
  'media.JobStarted': (data) => said(`started${attempt(data)}:`, at(data, 'kind')),
  'media.JobCompleted': (data) => said(`finished${attempt(data)}:`, at(data, 'kind')),
  'media.JobReleased': (data) => said(`gave ${text(at(data, 'kind'))} back${attempt(data)} because it was stopped`),
  'media.JobFailed': (data) =>
    said(`failed at ${text(at(data, 'kind'))}${attempt(data)}:`, at(data, 'reason', 'message')),
  'media.IngestStarted': () => said('began the ingest'),
  'media.IngestCommandRequested': (data) => said('asked for the command', at(data, 'command', 'type')),
  'media.IngestPosterSettled': () => said('went on, the poster being settled'),
  'media.IngestPackageSealed': () => said('saw the package sealed'),
  'media.IngestFinished': (data) => said('ended the ingest:', at(data, 'outcome')),
  'catalog.TitleCreated': (data) => said('drafted the title', at(data, 'details', 'name')),
  'catalog.TitleDetailsEdited': (data) => said('changed', list(at(data, 'changes')).map(changeOf).join('; ')),
  'catalog.TitleMediaAttached': () => said('attached the playable film'),
  'catalog.TitlePublished': (data) => said('published', at(data, 'name')),
  'catalog.TitleUnpublished': (data) => said('took the title down:', at(data, 'reason')),
  'playback.PlaybackStarted': () => said('began to watch'),
  'playback.PlaybackHeartbeat': (data) => said('reported', reportOf(list(at(data, 'samples')))),
  'playback.PlaybackEnded': (data) => said('stopped watching:', at(data, 'reason')),
};

/** The types of events that have words of their own. A test holds them against the catalogue. */
export const toldTypes: readonly string[] = Object.keys(tellers);

function reportOf(samples: readonly unknown[]): string {
  const last = samples.at(-1);
  const place = clock(Number(at(last, 'pt')) || 0);
  const happened = text(at(last, 'e'));
  return happened === '' ? `${counted(samples.length, 'sample')} up to ${place}` : `${happened} at ${place}`;
}

function changeOf(change: unknown): string {
  const names: Readonly<Record<string, string>> = {
    name: 'name',
    synopsis: 'synopsis',
    releaseYear: 'year',
    attribution: 'attribution',
  };
  const short = (value: unknown): string => {
    const whole = text(value, 'nothing');
    return whole.length > 60 ? `${whole.slice(0, 59)}…` : whole;
  };
  return `${names[text(at(change, 'field'))] ?? text(at(change, 'field'))} from “${short(at(change, 'before'))}” to “${short(at(change, 'after'))}”`;
}

/** Tells an event. Never throws, whatever stands in its data. */
export function tell(event: Told): Line {
  const who = whoOf[event.actorKind ?? ''] ?? 'Somebody';
  const teller = Object.hasOwn(tellers, event.type) ? tellers[event.type] : undefined;
  return { who, ...(teller?.(event.data) ?? { did: 'wrote', strong: event.type }) };
}
