import { at, type Diary, list, said, text } from '../../app/diary.ts';

/** How the events of uploads, films, encodings and packages read. */
export const mediaDiary: Diary = {
  'media.UploadStarted': (data) => said('began to upload', at(data, 'fileName')),
  'media.UploadCompleted': (data) => said('finished the upload of', at(data, 'fileName')),
  'media.UploadAborted': (data) =>
    said(at(data, 'reason') === 'expired' ? 'let an unfinished upload expire' : 'cancelled the upload'),
  'media.AssetUploaded': (data) => said('took in the file', at(data, 'fileName')),
  'media.AssetProbed': (data) => said('found a film in the file:', pictureOf(at(data, 'probe', 'video'))),
  'media.AssetNoted': (data) =>
    said(
      'noted:',
      list(at(data, 'notes'))
        .map((note) => text(at(note, 'message')))
        .join(' '),
    ),
  'media.PosterExtracted': () => said('took a still as the poster'),
  'media.AssetRejected': (data) => said('rejected the file:', at(data, 'reason', 'message')),
  'media.AssetReady': () => said('made the film ready to play'),
  'media.EncodingPlanned': (data) =>
    said(
      'chose the ladder',
      list(at(data, 'plan', 'video'))
        .map(rungOf)
        .join(', '),
    ),
  'media.RenditionEncoded': (data) => said('encoded', at(data, 'rendition', 'name')),
  'media.EncodingCompleted': () => said('finished the encoding'),
  'media.PackagePlanned': () => said('asked for a package'),
  'media.TrackSegmented': (data) => said('cut into segments', at(data, 'track', 'name')),
  'media.PackageSealed': () => said('sealed the package'),
  'media.IngestStarted': () => said('began the ingest'),
  'media.IngestPosterSettled': () => said('went on, with the poster or without one'),
  'media.IngestPackageSealed': () => said('saw the package sealed'),
  'media.IngestFinished': (data) => said('ended the ingest:', at(data, 'outcome')),
};

const rungOf = (rung: unknown): string => `${text(at(rung, 'height'))}p`;

const pictureOf = (video: unknown): string =>
  `${text(at(video, 'width'))} × ${text(at(video, 'height'))} ${text(at(video, 'codec'))}`;
