import { useState } from 'react';
import { Button } from '../../design/button.tsx';
import { Dialog } from '../../design/dialog.tsx';
import { type Clash, type Field, fieldNames } from './title-form.ts';

interface ConflictViewProps {
  readonly clashes: readonly Clash[];
  /** The chosen text of every clashing field. */
  readonly onResolved: (choice: Partial<Record<Field, string>>) => void;
}

/** Two people changed the same field: both texts side by side, one choice each. */
export function ConflictView({ clashes, onResolved }: ConflictViewProps) {
  const [mine, setMine] = useState<ReadonlySet<Field>>(() => new Set(clashes.map((clash) => clash.field)));
  const choose = (field: Field, keepMine: boolean) =>
    setMine((old) => new Set([...old].filter((one) => one !== field).concat(keepMine ? [field] : [])));
  const resolve = (keep: ReadonlySet<Field>) =>
    onResolved(
      Object.fromEntries(clashes.map((clash) => [clash.field, keep.has(clash.field) ? clash.mine : clash.theirs])),
    );
  return (
    <Dialog
      wide
      title="Somebody else changed this title"
      onClose={() => resolve(mine)}
      actions={
        <>
          <Button look="outline" onClick={() => resolve(new Set())}>
            Take all of theirs
          </Button>
          <Button look="primary" onClick={() => resolve(mine)}>
            Go on with these
          </Button>
        </>
      }
    >
      <p>They saved while you were writing. Choose which words stay; nothing is saved until you save.</p>
      {clashes.map((clash) => (
        <fieldset key={clash.field} className="s-clash">
          <legend>{fieldNames[clash.field]}</legend>
          <Side
            label="Yours"
            name={clash.field}
            text={clash.mine}
            checked={mine.has(clash.field)}
            onChoose={() => choose(clash.field, true)}
          />
          <Side
            label="Theirs"
            name={clash.field}
            text={clash.theirs}
            checked={!mine.has(clash.field)}
            onChoose={() => choose(clash.field, false)}
          />
        </fieldset>
      ))}
    </Dialog>
  );
}

function Side({
  label,
  name,
  text,
  checked,
  onChoose,
}: {
  label: string;
  name: string;
  text: string;
  checked: boolean;
  onChoose: () => void;
}) {
  return (
    <label className="s-clash__side">
      <span className="s-clash__head">
        <input type="radio" name={`clash-${name}`} checked={checked} onChange={onChoose} />
        {label}
      </span>
      <span className="s-clash__text">{text || '(empty)'}</span>
    </label>
  );
}
