import { useId } from 'react';
import type { ProgramScope } from './programs.queries.ts';

interface ScopeChecksProps {
  readonly scopes: readonly ProgramScope[];
  readonly value: readonly string[];
  readonly onChange: (value: readonly string[]) => void;
  readonly problem?: string | undefined;
}

/** What a program may do, each to be ticked. */
export function ScopeChecks({ scopes, value, onChange, problem }: ScopeChecksProps) {
  const id = useId();
  return (
    <fieldset className="s-scopes" aria-describedby={problem === undefined ? undefined : `${id}-note`}>
      <legend className="field__label">May</legend>
      {scopes.map(({ name, means }) => (
        <div className="check" key={name}>
          <input
            id={`${id}-${name}`}
            type="checkbox"
            checked={value.includes(name)}
            aria-describedby={`${id}-${name}-name`}
            onChange={({ target }) =>
              onChange(target.checked ? [...value, name] : value.filter((each) => each !== name))
            }
          />
          <label htmlFor={`${id}-${name}`}>{means}</label>
          <code id={`${id}-${name}-name`} className="s-scopes__name">
            {name}
          </code>
        </div>
      ))}
      {problem !== undefined && (
        <p id={`${id}-note`} className="field__error" role="alert">
          {problem}
        </p>
      )}
    </fieldset>
  );
}
