import { IconAlertTriangleFilled, IconCheck, IconClockHour4, IconLoader2, IconMinus } from '@tabler/icons-react';
import type { CSSProperties } from 'react';
import { took } from '../../design/format.ts';
import type { Stage } from './stage-model.ts';

const icons = {
  waiting: IconClockHour4,
  running: IconLoader2,
  retrying: IconClockHour4,
  done: IconCheck,
  failed: IconAlertTriangleFilled,
  skipped: IconMinus,
};
const spoken = {
  waiting: 'waits',
  running: 'runs',
  retrying: 'will be tried again',
  done: 'done',
  failed: 'failed',
  skipped: 'does not run',
};

/** The pipeline as what it is: stages from left to right, the encoder's rungs as cells that fill. */
export function StageTrack({ stages, onOutput }: { stages: readonly Stage[]; onOutput: (output: string) => void }) {
  return (
    <ol className="s-track" aria-label="Stages">
      {stages.map((stage) => (
        <StageBar key={stage.key} stage={stage} onOutput={onOutput} />
      ))}
    </ol>
  );
}

function StageBar({ stage, onOutput }: { stage: Stage; onOutput: (output: string) => void }) {
  const Icon = icons[stage.state];
  return (
    <li className="s-stage" data-stage={stage.key} data-state={stage.state} title={hoverOf(stage)}>
      <p className="s-stage__label">
        <Icon size={14} stroke={2.2} aria-hidden="true" />
        {stage.label}
        <span className="visually-hidden"> {spoken[stage.state]}</span>
      </p>
      {stage.rungs.length > 0 ? (
        <div className="s-rungs">
          {stage.rungs.map((rung) => (
            <span
              key={rung.name}
              className="s-rung"
              data-full={rung.fraction >= 1}
              style={{ '--fill': rung.fraction } as CSSProperties}
            >
              <span>{rung.label}</span>
            </span>
          ))}
        </div>
      ) : (
        <span
          className="s-bar"
          data-busy={stage.state === 'running' && stage.fraction === 0}
          style={{ '--fill': stage.state === 'failed' ? 1 : stage.fraction } as CSSProperties}
        />
      )}
      <p className="s-stage__meta tabular">
        <span>{metaOf(stage)}</span>
        {stage.error !== null && stage.error !== '' && stage.state !== 'done' && (
          <button type="button" className="s-output" onClick={() => onOutput(stage.error ?? '')}>
            Details
          </button>
        )}
      </p>
    </li>
  );
}

function metaOf(stage: Stage): string {
  const parts = [
    stage.state === 'running' ? (stage.fraction > 0 ? `${Math.round(stage.fraction * 100)} %` : 'runs') : null,
    stage.state === 'running' && stage.speed !== null ? `${stage.speed.toFixed(1)}×` : null,
    stage.state === 'done' && stage.wallMs !== null ? took(stage.wallMs) : null,
    stage.state === 'retrying' ? 'again soon' : null,
    stage.state === 'failed' ? 'failed' : null,
    stage.attempt > 1 ? `attempt ${stage.attempt}` : null,
  ];
  return parts.filter((part) => part !== null).join(' · ');
}

function hoverOf(stage: Stage): string {
  const parts = [
    `${stage.label}: ${spoken[stage.state]}`,
    stage.startedAt === null ? null : `started ${new Date(stage.startedAt).toLocaleString()}`,
    stage.wallMs === null ? null : `took ${took(stage.wallMs)}`,
    stage.attempt === 0 ? null : `attempt ${stage.attempt}`,
  ];
  return parts.filter((part) => part !== null).join('\n');
}
