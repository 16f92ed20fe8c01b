import { useEffect, useRef, useState } from 'react';
import type { Engine } from './engine.ts';
import { type Remote, speeds } from './remote.ts';

interface SettingsPanelProps {
  readonly engine: Engine | null;
  readonly tracksVersion: number;
  readonly rate: number;
  readonly remote: Remote;
}

/** The height that the viewer chose stays chosen while the panel is closed; null lets the engine decide. */
const chosenHeights = new WeakMap<Engine, number | null>();

/** Quality and speed in one panel. */
export function SettingsPanel({ engine, tracksVersion, rate, remote }: SettingsPanelProps) {
  const panel = useRef<HTMLDivElement>(null);
  const [chosen, setChosen] = useState(() => (engine === null ? null : (chosenHeights.get(engine) ?? null)));
  useEffect(() => panel.current?.querySelector<HTMLInputElement>('input:checked')?.focus(), []);
  const heights = engine?.heights() ?? [];
  const shown = engine?.stats().height ?? 0;
  const choose = (height: number | null) => {
    if (engine === null) return;
    engine.choose({ height });
    chosenHeights.set(engine, height);
    setChosen(height);
  };
  return (
    <div
      ref={panel}
      className="p-panel p-settings"
      role="dialog"
      aria-label="Quality and speed"
      data-tracks={tracksVersion}
    >
      <fieldset>
        <legend>Quality</legend>
        <Choice
          name="quality"
          label={chosen === null && shown > 0 ? `Auto (${shown}p)` : 'Auto'}
          checked={chosen === null}
          onChoose={() => choose(null)}
        />
        {heights.map((height) => (
          <Choice
            key={height}
            name="quality"
            label={`${height}p`}
            checked={chosen === height}
            onChoose={() => choose(height)}
          />
        ))}
      </fieldset>
      <fieldset>
        <legend>Speed</legend>
        {speeds.map((speed) => (
          <Choice
            key={speed}
            name="speed"
            label={speed === 1 ? 'Normal' : `${speed}×`}
            checked={rate === speed}
            onChoose={() => remote.speed(speed)}
          />
        ))}
      </fieldset>
    </div>
  );
}

function Choice({
  name,
  label,
  checked,
  onChoose,
}: {
  name: string;
  label: string;
  checked: boolean;
  onChoose: () => void;
}) {
  return (
    <label className="p-choice">
      <input type="radio" name={name} checked={checked} onChange={onChoose} />
      <span>{label}</span>
    </label>
  );
}
