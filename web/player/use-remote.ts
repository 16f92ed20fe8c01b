import { type RefObject, useEffect, useMemo, useRef } from 'react';
import { type KeyAction, actionOf } from './keys.ts';
import { type Panel, type Remote, speeds } from './remote.ts';

const volumeKey = 'reprise.volume';

interface RemoteOptions {
  readonly stage: RefObject<HTMLElement | null>;
  readonly video: RefObject<HTMLVideoElement | null>;
  readonly setPanel: (next: Panel | ((now: Panel) => Panel)) => void;
  readonly toggleStats: () => void;
}

/** One remote control for the mouse and the keyboard. */
export function useRemote({ stage, video, setPanel, toggleStats }: RemoteOptions): Remote {
  useEffect(() => restoreVolume(video.current), [video]);
  const latestToggle = useRef(toggleStats);
  latestToggle.current = toggleStats;
  const remote = useMemo(() => controlsOf(stage, video, () => latestToggle.current()), [stage, video]);
  useEffect(() => {
    const apply = (action: KeyAction): void => {
      switch (action.kind) {
        case 'toggle-play':
          return remote.togglePlay();
        case 'toggle-mute':
          return remote.toggleMute();
        case 'toggle-fullscreen':
          return remote.toggleFullscreen();
        case 'toggle-picture':
          return remote.togglePicture();
        case 'toggle-stats':
          return remote.toggleStats();
        case 'toggle-help':
          return setPanel((now) => (now === 'help' ? null : 'help'));
        case 'skip':
          return remote.skip(action.seconds);
        case 'volume':
          return remote.volume((video.current?.volume ?? 1) + action.by);
        case 'jump':
          return remote.seek((video.current?.duration || 0) * action.fraction);
        case 'slower':
          return remote.speed(neighbour(video.current?.playbackRate ?? 1, -1));
        case 'faster':
          return remote.speed(neighbour(video.current?.playbackRate ?? 1, 1));
        case 'close':
          setPanel(null);
          stage.current?.focus();
      }
    };
    const onKeyDown = (event: KeyboardEvent): void => {
      const target = event.target instanceof Element ? event.target : document.body;
      const action = actionOf(event);
      if (
        action === null ||
        event.defaultPrevented ||
        (target.closest('.p-panel, dialog') !== null && action.kind !== 'close')
      )
        return;
      if (event.key === ' ' && target.closest('button, a') !== null) return;
      if (event.key.startsWith('Arrow') && target.closest('.p-volume') !== null) return;
      event.preventDefault();
      apply(action);
    };
    // On the window: the focus may rest on nothing, for example after a panel with the focus inside was closed.
    window.addEventListener('keydown', onKeyDown);
    return () => window.removeEventListener('keydown', onKeyDown);
  }, [stage, video, setPanel, remote]);
  return remote;
}

function controlsOf(
  stage: RefObject<HTMLElement | null>,
  element: RefObject<HTMLVideoElement | null>,
  toggleStats: () => void,
): Remote {
  const withVideo = (act: (video: HTMLVideoElement) => void) => (): void => {
    if (element.current !== null) act(element.current);
  };
  const seek = (seconds: number): void =>
    withVideo((video) => {
      if (Number.isFinite(video.duration)) video.currentTime = Math.min(Math.max(0, seconds), video.duration);
    })();
  return {
    togglePlay: withVideo((video) => (video.paused ? void video.play().catch(() => undefined) : video.pause())),
    seek,
    skip: (seconds) => seek((element.current?.currentTime ?? 0) + seconds),
    volume: (value) =>
      withVideo((video) => {
        video.volume = Math.min(1, Math.max(0, value));
        video.muted = video.volume === 0;
        keepVolume(video.volume);
      })(),
    toggleMute: withVideo((video) => {
      video.muted = !video.muted;
    }),
    speed: (rate) =>
      withVideo((video) => {
        video.playbackRate = rate;
      })(),
    toggleFullscreen: () => void toggleFullscreen(stage.current, element.current),
    togglePicture: withVideo((video) => {
      const change =
        document.pictureInPictureElement === null ? video.requestPictureInPicture?.() : document.exitPictureInPicture();
      void change?.catch(() => undefined);
    }),
    toggleStats,
  };
}

async function toggleFullscreen(
  stage: HTMLElement | null,
  video: (HTMLVideoElement & { webkitEnterFullscreen?: () => void }) | null,
): Promise<void> {
  try {
    if (document.fullscreenElement !== null) await document.exitFullscreen();
    else if (stage?.requestFullscreen !== undefined) await stage.requestFullscreen();
    else video?.webkitEnterFullscreen?.();
  } catch {
    // The browser refused, e.g. inside a frame that does not allow it: the film stays as it is.
  }
}

function neighbour(rate: number, step: 1 | -1): number {
  const index = speeds.findIndex((speed) => speed >= rate);
  return speeds[Math.min(speeds.length - 1, Math.max(0, index + step))] ?? 1;
}

function restoreVolume(video: HTMLVideoElement | null): void {
  try {
    const kept = Number.parseFloat(localStorage.getItem(volumeKey) ?? '');
    if (video !== null && kept >= 0 && kept <= 1) video.volume = kept;
  } catch {
    // Storage may be closed to us; full volume is fine.
  }
}

function keepVolume(value: number): void {
  try {
    localStorage.setItem(volumeKey, value.toFixed(2));
  } catch {
    // Not kept.
  }
}
