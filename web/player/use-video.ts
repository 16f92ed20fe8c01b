import { type RefObject, useEffect, useState } from 'react';

export interface VideoView {
  readonly playing: boolean;
  readonly ended: boolean;
  /** Seconds. */
  readonly time: number;
  readonly duration: number;
  /** End of the buffered range around the playhead, in seconds. */
  readonly bufferedTo: number;
  readonly volume: number;
  readonly muted: boolean;
  readonly rate: number;
  readonly seeking: boolean;
}

const nothing: VideoView = {
  playing: false,
  ended: false,
  time: 0,
  duration: 0,
  bufferedTo: 0,
  volume: 1,
  muted: false,
  rate: 1,
  seeking: false,
};
const events = [
  'play',
  'playing',
  'pause',
  'ended',
  'timeupdate',
  'durationchange',
  'progress',
  'volumechange',
  'ratechange',
  'seeking',
  'seeked',
  'emptied',
];

const view = (video: HTMLVideoElement): VideoView => ({
  playing: !video.paused && !video.ended,
  ended: video.ended,
  time: video.currentTime,
  duration: Number.isFinite(video.duration) ? video.duration : 0,
  bufferedTo: bufferedTo(video),
  volume: video.volume,
  muted: video.muted,
  rate: video.playbackRate,
  seeking: video.seeking,
});

function bufferedTo(video: HTMLVideoElement): number {
  for (let index = 0; index < video.buffered.length; index += 1) {
    if (video.buffered.start(index) <= video.currentTime + 0.5 && video.buffered.end(index) >= video.currentTime)
      return video.buffered.end(index);
  }
  return video.currentTime;
}

/** What the controls show of a video element, kept up to date by its events. */
export function useVideo(element: RefObject<HTMLVideoElement | null>): VideoView {
  const [state, setState] = useState(nothing);
  useEffect(() => {
    const video = element.current;
    if (video === null) return;
    const update = () => setState(view(video));
    for (const event of events) video.addEventListener(event, update);
    update();
    return () => {
      for (const event of events) video.removeEventListener(event, update);
    };
  }, [element]);
  return state;
}
