import {
  IconArrowLeft,
  IconKeyboard,
  IconMaximize,
  IconPictureInPicture,
  IconPlayerPauseFilled,
  IconPlayerPlayFilled,
  IconRewindBackward10,
  IconRewindForward10,
  IconSettings,
  IconVolume,
  IconVolumeOff,
} from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { IconButton } from '../design/button.tsx';
import { clock } from '../design/format.ts';
import type { Engine } from './engine.ts';
import type { Panel, Remote } from './remote.ts';
import { SeekBar } from './seek-bar.tsx';
import { SettingsPanel } from './settings-panel.tsx';
import type { VideoView } from './use-video.ts';

interface ControlsProps {
  readonly name: string;
  readonly titleId: string;
  readonly view: VideoView;
  readonly engine: Engine | null;
  readonly tracksVersion: number;
  readonly remote: Remote;
  readonly panel: Panel;
  readonly setPanel: (panel: Panel) => void;
}

/** The bars above and below the film. */
export function Controls({ name, titleId, view, engine, tracksVersion, remote, panel, setPanel }: ControlsProps) {
  const toggle = (which: Panel) => setPanel(panel === which ? null : which);
  const silent = view.muted || view.volume === 0;
  const play = view.playing
    ? { label: 'Pause (K)', icon: <IconPlayerPauseFilled size={24} /> }
    : { label: 'Play (K)', icon: <IconPlayerPlayFilled size={24} /> };
  return (
    <>
      <div className="p-top p-chrome">
        <Link
          to="/title/$titleId"
          params={{ titleId }}
          className="btn btn--ghost btn--icon"
          aria-label="Back to the film's page"
        >
          <IconArrowLeft size={24} />
        </Link>
        <h1 className="p-top__name">{name}</h1>
      </div>
      <div className="p-bottom p-chrome">
        <SeekBar view={view} onSeek={remote.seek} />
        <div className="p-row" role="group" aria-label="Playback">
          <IconButton label={play.label} onClick={remote.togglePlay}>
            {play.icon}
          </IconButton>
          <IconButton label="Back 10 seconds (J)" onClick={() => remote.skip(-10)}>
            <IconRewindBackward10 size={23} stroke={1.8} />
          </IconButton>
          <IconButton label="On 10 seconds (L)" onClick={() => remote.skip(10)}>
            <IconRewindForward10 size={23} stroke={1.8} />
          </IconButton>
          <div className="p-volume">
            <IconButton label={silent ? 'Sound on (M)' : 'Sound off (M)'} onClick={remote.toggleMute}>
              {silent ? <IconVolumeOff size={23} stroke={1.8} /> : <IconVolume size={23} stroke={1.8} />}
            </IconButton>
            <input
              type="range"
              className="p-volume__range"
              aria-label="Volume"
              min={0}
              max={1}
              step={0.05}
              value={silent ? 0 : view.volume}
              style={{ '--fill': `${(silent ? 0 : view.volume) * 100}%` } as React.CSSProperties}
              onChange={(event) => remote.volume(Number(event.target.value))}
            />
          </div>
          <p className="p-time tabular">
            <span className="visually-hidden">Time </span>
            {clock(view.time * 1000)}
            <span className="p-time__of"> / {clock(view.duration * 1000)}</span>
          </p>
          <span className="p-gap" />
          <IconButton label="Keys (?)" className="p-wide" onClick={() => toggle('help')}>
            <IconKeyboard size={23} stroke={1.8} />
          </IconButton>
          <IconButton label="Quality and speed" aria-expanded={panel === 'settings'} onClick={() => toggle('settings')}>
            <IconSettings size={23} stroke={1.8} />
          </IconButton>
          {document.pictureInPictureEnabled && (
            <IconButton label="Picture in picture (P)" className="p-wide" onClick={remote.togglePicture}>
              <IconPictureInPicture size={23} stroke={1.8} />
            </IconButton>
          )}
          <IconButton label="Full screen (F)" onClick={remote.toggleFullscreen}>
            <IconMaximize size={23} stroke={1.8} />
          </IconButton>
        </div>
      </div>
      {panel === 'settings' && (
        <SettingsPanel engine={engine} tracksVersion={tracksVersion} rate={view.rate} remote={remote} />
      )}
    </>
  );
}
