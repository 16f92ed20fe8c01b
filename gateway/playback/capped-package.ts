import { dirname } from 'node:path/posix';

/** A package as somebody sees it who may not have every height of it. */
export interface CappedPackage {
  readonly hls: string;
  readonly dash: string;
  /** Folders of what is left out: nothing in them is given away. */
  readonly withheld: ReadonlySet<string>;
  /** Whether some picture is left. */
  readonly hasPicture: boolean;
}

const attribute = (text: string, name: string): string | undefined =>
  new RegExp(`[\\s,:]${name}="?([^",\\s]+)`).exec(text)?.[1];
const heightOf = (line: string): number => Number(attribute(line, 'RESOLUTION')?.split('x')[1] ?? 0);
const folderOf = (uri: string): string => (uri.includes('/') ? dirname(uri) : '');

/**
 * The manifests of a package without what is higher than `maxHeight`, in pixels, and which folders that leaves out. A rung whose
 * height no manifest says is not left out: it has no picture.
 */
export function capPackage(
  manifests: { readonly hls: string; readonly dash: string },
  maxHeight: number,
): CappedPackage {
  const withheld = new Set<string>();
  const lines: string[] = [];
  let [isDropped, hasPicture] = [false, false];
  for (const line of manifests.hls.split('\n')) {
    const isVariant = line.startsWith('#EXT-X-STREAM-INF');
    if (isVariant || line.startsWith('#EXT-X-I-FRAME-STREAM-INF')) {
      isDropped = heightOf(line) > maxHeight;
      if (isVariant && !isDropped && heightOf(line) > 0) hasPicture = true;
      const uri = attribute(line, 'URI');
      if (isDropped && uri !== undefined) withheld.add(folderOf(uri));
      if (!isDropped) lines.push(line);
      if (!isVariant) isDropped = false;
    } else if (isDropped && line.trim() !== '' && !line.startsWith('#')) {
      withheld.add(folderOf(line.trim()));
      isDropped = false;
    } else lines.push(line);
  }
  withheld.delete('');
  return { hls: lines.join('\n'), dash: capDash(manifests.dash, maxHeight), withheld, hasPicture };
}

/** Heights stand at a representation, or at the set of all when they are the same. */
const capDash = (mpd: string, maxHeight: number): string =>
  mpd.replaceAll(/<AdaptationSet\b[^>]*>[\s\S]*?<\/AdaptationSet>/g, (set) => {
    const head = /^<AdaptationSet\b[^>]*>/.exec(set)?.[0] ?? '';
    const ofAll = Number(attribute(head, 'height') ?? 0);
    const left = set.replaceAll(
      /\s*<Representation\b(?:[^>]*\/>|[^>]*>[\s\S]*?<\/Representation>)/g,
      (representation) =>
        Number(attribute(representation.slice(0, representation.indexOf('>')), 'height') ?? ofAll) > maxHeight
          ? ''
          : representation,
    );
    return left.includes('<Representation') ? left : '';
  });
