import { IconAlertTriangle, IconPlayerPause, IconPlayerPlayFilled, IconRotate2 } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { useEffect, useRef, useState } from 'react';
import { Button, buttonClass } from '../design/button.tsx';
import { Controls } from './controls.tsx';
import { HelpOverlay } from './help-overlay.tsx';
import type { TrackPreferences } from './first-tracks.ts';
import type { Session } from './player.queries.ts';
import type { Panel } from './remote.ts';
import { StatsOverlay } from './stats-overlay.tsx';
import { useActivity } from './use-activity.ts';
import { usePlayback } from './use-playback.ts';
import { useRemote } from './use-remote.ts';
import { useVideo } from './use-video.ts';

interface PlayerProps {
  readonly session: Session;
  readonly startMs: number;
  readonly format: 'dash' | 'hls';
  /** `performance.now()` when the viewer asked to play. */
  readonly intendedAt: number;
  /** Which sound and subtitles it begins with. */
  readonly preferences: TrackPreferences | undefined;
  /** Opens a new session at a place in the film, in ms. */
  readonly onAgain: (atMs: number) => void;
}

/** The whole screen: the film, controls that step back, and what went wrong if something did. */
export function Player(props: PlayerProps) {
  const { session, onAgain } = props;
  const stage = useRef<HTMLDivElement>(null);
  const video = useRef<HTMLVideoElement>(null);
  const [panel, setPanel] = useState<Panel>(null);
  const [stats, setStats] = useState(false);
  const playback = usePlayback(video, props);
  const view = useVideo(video);
  const active = useActivity(stage, view.playing && panel === null);
  const remote = useRemote({ stage, video, setPanel, toggleStats: () => setStats((shown) => !shown) });
  const showControls = active || !view.playing || panel !== null || playback.error !== null;
  useEffect(() => stage.current?.focus(), []);

  return (
    <main
      ref={stage}
      className="p-stage"
      data-theme="dark"
      data-quiet={!showControls}
      tabIndex={-1}
      aria-label={`Player: ${session.title.name}`}
    >
      <title>{`${session.title.name} · Reprise`}</title>
      <video
        ref={video}
        className="p-video"
        playsInline
        {...(session.title.posterUrl === null ? {} : { poster: session.title.posterUrl })}
        onClick={() =>
          panel === null ? matchMedia('(pointer: coarse)').matches || remote.togglePlay() : setPanel(null)
        }
        onDoubleClick={remote.toggleFullscreen}
      />
      {playback.busy && playback.error === null && (
        <div className="p-busy" role="status">
          <span className="p-spinner" />
          <span className="visually-hidden">Loading</span>
        </div>
      )}
      {playback.blocked && !view.playing && !playback.busy && (
        <button type="button" className="p-big-play" aria-label="Play" onClick={remote.togglePlay}>
          <IconPlayerPlayFilled size={40} />
        </button>
      )}
      {stats && (
        <StatsOverlay
          engine={playback.engine}
          video={video}
          sessionId={session.sessionId}
          onClose={() => setStats(false)}
        />
      )}
      {view.ended && playback.error === null && <Ended titleId={session.title.id} onAgain={() => onAgain(0)} />}
      {playback.error !== null && (
        <div className="p-cover" role="alert">
          <div className="p-cover__box">
            {playback.error.isStop === true ? (
              <IconPlayerPause size={36} stroke={1.6} aria-hidden="true" />
            ) : (
              <IconAlertTriangle size={36} stroke={1.6} className="p-cover__icon" aria-hidden="true" />
            )}
            <h1>{playback.error.title}</h1>
            <p>{playback.error.remedy}</p>
            <div className="p-cover__actions">
              {playback.error.isOver === true ? (
                <Link to="/" className={buttonClass('primary')}>
                  Find another film
                </Link>
              ) : (
                <>
                  <Button
                    look="primary"
                    onClick={() => onAgain(Math.round((video.current?.currentTime ?? 0) * 1000) || props.startMs)}
                  >
                    Go on watching
                  </Button>
                  <Link to="/title/$titleId" params={{ titleId: session.title.id }} className={buttonClass('outline')}>
                    About the film
                  </Link>
                </>
              )}
            </div>
            {playback.error.isStop !== true && <p className="p-cover__code">Code {playback.error.code}</p>}
          </div>
        </div>
      )}
      <Controls
        name={session.title.name}
        titleId={session.title.id}
        view={view}
        engine={playback.engine}
        tracksVersion={playback.tracksVersion}
        remote={remote}
        panel={panel}
        setPanel={setPanel}
      />
      {panel === 'help' && <HelpOverlay onClose={() => setPanel(null)} />}
    </main>
  );
}

function Ended({ titleId, onAgain }: { titleId: string; onAgain: () => void }) {
  return (
    <div className="p-cover">
      <div className="p-cover__box">
        <h1>The end</h1>
        <div className="p-cover__actions">
          <Link to="/" className={buttonClass('primary')}>
            More films
          </Link>
          <Button look="outline" onClick={onAgain}>
            <IconRotate2 size={18} />
            Watch again
          </Button>
          <Link to="/title/$titleId" params={{ titleId }} className={buttonClass('ghost')}>
            About the film
          </Link>
        </div>
      </div>
    </div>
  );
}
