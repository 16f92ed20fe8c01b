import type { FrameRate } from '../../schemas/media/probe.ts';
import { timeFrames } from './frame-timing.ts';
import type { Packets } from './packets.ts';

/**
 * The film as it is shown, edit lists applied. It begins with whichever of picture and sound comes first and ends with
 * whichever ends last; a picture stands where none has come yet and where none comes any more.
 */
export interface Timeline {
  readonly frameRate: FrameRate;
  /** Of the whole film, milliseconds. */
  readonly durationMs: number;
  /** How long the first picture is shown before its time, and the last one beyond its time, milliseconds. */
  readonly leadMs: number;
  readonly holdMs: number;
  /** Sound beyond the longest time that a picture is held, milliseconds; it is cut. */
  readonly cutSoundMs: number;
  /** Where the film begins on ffmpeg's clock, on which the file begins at 0. Seconds. */
  readonly origin: number;
  /** Pictures that the file holds for the film, and those of them that the frame rate has no place for. */
  readonly pictures: number;
  readonly lost: number;
}

/**
 * Longest time that one picture is held because the file says so or because the sound goes on, in seconds. What a file
 * claims beyond it is more probably a broken clock than a film.
 */
export const MAX_HOLD = 3600;
/** Sound that begins this much before the picture, or ends this much after it, is the codec's padding. Seconds. */
const LEAD_PADDING = 0.06;
const TAIL_PADDING = 0.1;
/** After a longer silence what follows the last picture is not believed to belong to the film. Seconds. */
const MAX_SILENCE = 10;
/** A film whose first picture comes later is believed to have two clocks. Seconds. */
const MAX_LEAD = 3600;

/**
 * @param declared frames per second as the container says them, which decides only where measuring cannot
 * @returns undefined when there is no picture
 */
export const timelineOf = (pictures: Packets, sound: Packets | undefined, declared?: number): Timeline | undefined => {
  const { times } = pictures;
  if (times.length === 0) return undefined;
  const first = least(times);
  const last = greatest(times);
  const { frameRate, lost, lastDuration } = timeFrames(times, {
    lastDuration: pictures.durations[times.indexOf(last)],
    maxLast: MAX_HOLD,
    ...(declared === undefined ? {} : { declared }),
  });
  const pictureEnd = last + lastDuration;
  const lead = sound === undefined || sound.times.length === 0 ? 0 : first - least(sound.times);
  const origin = lead > LEAD_PADDING && lead < MAX_LEAD ? first - lead : first;
  const hold = sound === undefined ? 0 : soundAfter(sound, pictureEnd);
  const held = hold > TAIL_PADDING ? Math.min(hold, MAX_HOLD) : 0;
  return {
    frameRate,
    durationMs: Math.round((pictureEnd + held - origin) * 1000),
    leadMs: Math.round((first - origin) * 1000),
    holdMs: Math.round(held * 1000),
    cutSoundMs: Math.round((hold - held > TAIL_PADDING ? hold - held : 0) * 1000),
    origin,
    pictures: times.length,
    lost,
  };
};

/** Seconds by which sound goes on after `end`. */
const soundAfter = ({ times, durations }: Packets, end: number): number => {
  let reached = end;
  const late = Array.from(times, (time, n) => ({ time, until: time + (durations[n] ?? 0) }))
    .filter(({ until }) => until > end)
    .toSorted((a, b) => a.time - b.time);
  for (const { time, until } of late) {
    if (time - reached > MAX_SILENCE) break;
    reached = Math.max(reached, until);
  }
  return reached - end;
};

/** Frames of so many milliseconds at a rate; at least one. */
export const framesIn = (durationMs: number, { numerator, denominator }: FrameRate): number =>
  Math.max(1, Math.round((durationMs * numerator) / (denominator * 1000)));

const least = (values: Float64Array): number => values.reduce((a, b) => Math.min(a, b), Infinity);
const greatest = (values: Float64Array): number => values.reduce((a, b) => Math.max(a, b), -Infinity);
