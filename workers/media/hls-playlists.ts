/** A media playlist of the packager: its segments in order. */
export interface MediaPlaylist {
  readonly init: string | undefined;
  readonly segments: readonly { readonly uri: string; readonly seconds: number }[];
  readonly ended: boolean;
}

export const parseMediaPlaylist = (text: string): MediaPlaylist => {
  const segments: { uri: string; seconds: number }[] = [];
  let seconds = 0;
  for (const line of text.split(/\r?\n/)) {
    if (line.startsWith('#EXTINF:')) seconds = Number.parseFloat(line.slice('#EXTINF:'.length));
    else if (line !== '' && !line.startsWith('#')) segments.push({ uri: line, seconds });
  }
  return { init: /^#EXT-X-MAP:.*URI="([^"]+)"/m.exec(text)?.[1], segments, ended: /^#EXT-X-ENDLIST/m.test(text) };
};

interface Variant {
  readonly info: string;
  readonly uri: string;
}

/** About what a first-time viewer's connection carries, bit/s: the variant nearest to it is listed first. */
const START_BPS = 2_000_000;

/** Fragmented MP4 with maps needs 6; 7 is what everybody who plays CMAF understands. */
const VERSION = 7;

/** Measured bit rates of a track or of its I-frames, bit/s. */
export interface Rates {
  readonly peak: number;
  readonly average: number;
}

/** What the manifests say about rates is what was measured; the packager leaves short segments out of its peaks. */
export interface MeasuredRates {
  readonly tracks: ReadonlyMap<string, Rates>;
  readonly iframes: ReadonlyMap<string, Rates>;
}

/**
 * The packager pairs every video rung with every audio group. Keeps one group for each rung (`groupOf` names it), gives each
 * the rates that were measured and lists the rung to start with first, which is what players without an opinion choose.
 */
export const tidyMaster = (
  text: string,
  groupOf: (track: string) => string | undefined,
  { tracks, iframes }: MeasuredRates = { tracks: new Map(), iframes: new Map() },
): string => {
  const head: string[] = [];
  const tail: string[] = [];
  const variants: Variant[] = [];
  const defaults = new Set<string>();
  const lines = text.split(/\r?\n/).filter((line) => line !== '');
  for (let at = 0; at < lines.length; at++) {
    const line = lines[at] ?? '';
    if (line.startsWith('#EXT-X-STREAM-INF:')) variants.push({ info: line, uri: lines[++at] ?? '' });
    else if (line.startsWith('#EXT-X-I-FRAME-STREAM-INF:'))
      tail.push(withRates(line, [iframes.get(trackOf(attribute(line, 'URI') ?? ''))]));
    else head.push(line.startsWith('#EXT-X-MEDIA:') ? withDefault(line, defaults) : line);
  }
  const kept = variants
    .filter(({ info, uri }) => {
      const group = attribute(info, 'AUDIO');
      return group === undefined || group === (groupOf(trackOf(uri)) ?? group);
    })
    .map(({ info, uri }) => ({
      uri,
      info: withRates(info, [tracks.get(trackOf(uri)), tracks.get(attribute(info, 'AUDIO') ?? '')]),
    }))
    .toSorted((a, b) => bandwidth(a) - bandwidth(b));
  const start = kept.toSorted((a, b) => Math.abs(bandwidth(a) - START_BPS) - Math.abs(bandwidth(b) - START_BPS))[0];
  const ordered = start === undefined ? kept : [start, ...kept.filter((variant) => variant !== start)];
  if (!head.some((line) => line.startsWith('#EXT-X-VERSION'))) head.splice(1, 0, `#EXT-X-VERSION:${VERSION}`);
  return `${[...head, ...ordered.flatMap(({ info, uri }) => [info, uri]), ...tail].join('\n')}\n`;
};

/** Writes the sums of some tracks' rates; what is played together is fetched together. */
const withRates = (line: string, rates: readonly (Rates | undefined)[]): string => {
  const sum = (rate: keyof Rates): number =>
    Math.ceil(rates.reduce((total, found) => total + (found === undefined ? 0 : found[rate]), 0));
  return rates[0] === undefined
    ? line
    : line
        .replace(/([:,])BANDWIDTH=\d+/, `$1BANDWIDTH=${sum('peak')}`)
        .replace(/,AVERAGE-BANDWIDTH=\d+/, `,AVERAGE-BANDWIDTH=${sum('average')}`);
};

/** Gives each representation of a DASH manifest the peak that was measured. */
export const tidyManifest = (text: string, { tracks }: MeasuredRates): string =>
  text.replace(/<Representation [^]*?<\/Representation>/g, (representation) => {
    const peak = tracks.get(/ media="([^"/]+)\//.exec(representation)?.[1] ?? '')?.peak;
    return peak === undefined
      ? representation
      : representation.replace(/ bandwidth="\d+"/, ` bandwidth="${Math.ceil(peak)}"`);
  });

/** Shorter pieces say nothing about the peak rate. Milliseconds. */
const PEAK_FROM_MS = 500;

/**
 * Peak and average of segments in order. The peak is the highest rate of any run of segments that lasts half a second to one and a
 * half times `targetMs` (the HLS specification begins at half of it); of shorter tracks, that of the whole.
 */
export const ratesOf = (
  segments: readonly { readonly bytes: number; readonly ms: number }[],
  targetMs: number,
): Rates => {
  const total = segments.reduce((sum, { bytes, ms }) => ({ bytes: sum.bytes + bytes, ms: sum.ms + ms }), {
    bytes: 0,
    ms: 0,
  });
  const average = (total.bytes * 8000) / Math.max(1, total.ms);
  let peak = 0;
  for (let from = 0; from < segments.length; from++) {
    let bytes = 0;
    let ms = 0;
    for (const segment of segments.slice(from, from + MAX_RUN)) {
      bytes += segment.bytes;
      ms += segment.ms;
      if (ms >= PEAK_FROM_MS && (ms <= targetMs * 1.5 || ms === segment.ms)) peak = Math.max(peak, (bytes * 8000) / ms);
      if (ms > targetMs * 1.5) break;
    }
  }
  return { peak: peak === 0 ? average : peak, average };
};
/** Segments in the longest run that counts: more are not found where each but the last is as long as the target. */
const MAX_RUN = 8;

const trackOf = (uri: string): string => uri.split('/')[0] ?? '';

/** The byte ranges of an I-frame playlist with how long each picture stands. */
export const parseIframes = (text: string): { readonly bytes: number; readonly ms: number }[] =>
  [...text.matchAll(/^#EXTINF:([\d.]+),?\s*\n#EXT-X-BYTERANGE:(\d+)/gm)].map(([, seconds, bytes]) => ({
    bytes: Number(bytes),
    ms: Number(seconds) * 1000,
  }));

/** The first rendition of each group is the default one: the packager marks none. */
const withDefault = (line: string, defaults: Set<string>): string => {
  const group = `${attribute(line, 'TYPE')}/${attribute(line, 'GROUP-ID')}`;
  if (defaults.has(group)) return line;
  defaults.add(group);
  return line.replace(',DEFAULT=NO', ',DEFAULT=YES');
};

const bandwidth = ({ info }: Variant): number => Number(attribute(info, 'BANDWIDTH') ?? 0);

const attribute = (line: string, name: string): string | undefined =>
  new RegExp(`[:,]${name}=(?:"([^"]*)"|([^,]*))`)
    .exec(line)
    ?.slice(1)
    .find((value) => value !== undefined);
