import { boxes, findBox, ifWhole } from './mp4-boxes.ts';
import type { Box } from './mp4-boxes.ts';
import { readIndex } from './mp4-track.ts';

/**
 * Every sample that the index of an MP4 names lies within the file, so that it is whole whatever its `mdat` promises.
 * False when there is no index, or one without samples (a fragmented file says nothing here).
 */
export const holdsEverySample = async (path: string, size: number): Promise<boolean> => {
  const index = await readIndex(path).catch(() => undefined);
  const end = index === undefined ? 0 : samplesEnd(index);
  return end > 0 && end <= size;
};

/** Where the last sample of an index ends, in bytes of the file; 0 when it names none, Infinity when it is damaged. */
export const samplesEnd = (data: Buffer): number => {
  const moov = findBox(data, 'moov');
  if (moov === undefined) return 0;
  const traks = [...boxes(data, moov.body, moov.end)].filter(({ type }) => type === 'trak');
  return traks.reduce((end, trak) => Math.max(end, ifWhole(() => trackEnd(data, trak)) ?? Infinity), 0);
};

const trackEnd = (data: Buffer, trak: Box): number => {
  const table = (name: string): Box | undefined => findBox(data, `mdia/minf/stbl/${name}`, trak);
  const [stsz, stsc, stco, co64] = ['stsz', 'stsc', 'stco', 'co64'].map(table);
  const offsets = co64 ?? stco;
  if (stsz === undefined || stsc === undefined || offsets === undefined) return 0;
  if (stsz.body + 12 > stsz.end || stsc.body + 8 > stsc.end || offsets.body + 8 > offsets.end) return Infinity;
  const wide = offsets === co64;
  const uniform = data.readUInt32BE(stsz.body + 4);
  const samples = data.readUInt32BE(stsz.body + 8);
  const chunks = data.readUInt32BE(offsets.body + 4);
  const runs = data.readUInt32BE(stsc.body + 4);
  if (
    (uniform === 0 && stsz.body + 12 + 4 * samples > stsz.end) ||
    offsets.body + 8 + (wide ? 8 : 4) * chunks > offsets.end ||
    stsc.body + 8 + 12 * runs > stsc.end
  )
    return Infinity;
  let end = 0;
  let sample = 0;
  let run = 0;
  let perChunk = 0;
  for (let chunk = 0; chunk < chunks && sample < samples; chunk++) {
    if (run < runs && data.readUInt32BE(stsc.body + 8 + 12 * run) === chunk + 1)
      perChunk = data.readUInt32BE(stsc.body + 12 + 12 * run++);
    const last = Math.min(samples, sample + perChunk);
    let bytes = uniform * (last - sample);
    if (uniform === 0) for (let n = sample; n < last; n++) bytes += data.readUInt32BE(stsz.body + 12 + 4 * n);
    sample = last;
    const at = offsets.body + 8 + (wide ? 8 : 4) * chunk;
    end = Math.max(end, (wide ? Number(data.readBigUInt64BE(at)) : data.readUInt32BE(at)) + bytes);
  }
  return end;
};
