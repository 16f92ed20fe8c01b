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

/**
 * The packager pairs every video rung with every audio group. Keeps one group for each rung (`groupOf` names it) and lists
 * the rung to start with first, which is what players without an opinion choose.
 */
export const tidyMaster = (text: string, groupOf: (track: string) => string | undefined): string => {
  const head: string[] = [];
  const tail: string[] = [];
  const variants: Variant[] = [];
  const defaults = new Set<string>();
  const lines = text.split(/\r?\n/).filter((line) => line !== '');
  for (let at = 0; at < lines.length; at++) {
    const line = lines[at] ?? '';
    if (line.startsWith('#EXT-X-STREAM-INF:')) variants.push({ info: line, uri: lines[++at] ?? '' });
    else if (line.startsWith('#EXT-X-I-FRAME-STREAM-INF:')) tail.push(line);
    else head.push(line.startsWith('#EXT-X-MEDIA:') ? withDefault(line, defaults) : line);
  }
  const kept = variants
    .filter(({ info, uri }) => {
      const group = attribute(info, 'AUDIO');
      return group === undefined || group === (groupOf(uri.split('/')[0] ?? '') ?? group);
    })
    .toSorted((a, b) => bandwidth(a) - bandwidth(b));
  const start = kept.toSorted((a, b) => Math.abs(bandwidth(a) - START_BPS) - Math.abs(bandwidth(b) - START_BPS))[0];
  const ordered = start === undefined ? kept : [start, ...kept.filter((variant) => variant !== start)];
  if (!head.some((line) => line.startsWith('#EXT-X-VERSION'))) head.splice(1, 0, `#EXT-X-VERSION:${VERSION}`);
  return `${[...head, ...ordered.flatMap(({ info, uri }) => [info, uri]), ...tail].join('\n')}\n`;
};

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
