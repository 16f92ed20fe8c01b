import { useId } from 'react';

/** Something that can be permitted. */
interface Permission {
  readonly name: string;
  /** In a few words. */
  readonly means: string;
}

interface PermissionChecksProps {
  readonly permissions: readonly Permission[];
  /** Those that cannot be taken away. */
  readonly always?: readonly string[];
  readonly value: readonly string[];
  readonly onChange: (value: readonly string[]) => void;
  readonly problem?: string | undefined;
}

/** What a program or a role may do, each to be ticked. */
export function PermissionChecks({ permissions, always = [], value, onChange, problem }: PermissionChecksProps) {
  const id = useId();
  return (
    <fieldset className="s-scopes" aria-describedby={problem === undefined ? undefined : `${id}-note`}>
      <legend className="field__label">May</legend>
      {permissions.map(({ name, means }) => (
        <div className="check" key={name}>
          <input
            id={`${id}-${name}`}
            type="checkbox"
            checked={value.includes(name) || always.includes(name)}
            disabled={always.includes(name)}
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
