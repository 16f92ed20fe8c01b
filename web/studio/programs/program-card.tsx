import { Link } from '@tanstack/react-router';
import { Chip, When } from '../../design/bits.tsx';
import { Button } from '../../design/button.tsx';
import type { Program, ProgramKey, ProgramScope } from './programs.queries.ts';

interface ProgramCardProps {
  readonly program: Program;
  /** What scopes mean. */
  readonly scopes: readonly ProgramScope[];
  /** Whether whoever looks may see who an account belongs to. */
  readonly seesPeople: boolean;
  readonly onScopes: () => void;
  /** Null: beside those that there are. */
  readonly onNewKey: (replaces: ProgramKey | null) => void;
  /** Null: the program with all of its keys. */
  readonly onEnd: (key: ProgramKey | null) => void;
}

/** A program: what it may do, who made it, its keys. */
export function ProgramCard({ program, scopes, seesPeople, onScopes, onNewKey, onEnd }: ProgramCardProps) {
  const { id, name, madeBy, createdAt, keys } = program;
  const meaning = (scope: string) => scopes.find((each) => each.name === scope)?.means ?? scope;
  return (
    <article className="s-card" aria-labelledby={id}>
      <div className="s-program__head">
        <h2 id={id} className="s-program__name">
          {name}
        </h2>
        <div className="s-program__actions">
          <Button small look="outline" aria-label={`Scopes of ${name}`} onClick={onScopes}>
            Scopes
          </Button>
          <Button small look="outline" aria-label={`New key for ${name}`} onClick={() => onNewKey(null)}>
            New key
          </Button>
          <Button small look="danger" aria-label={`Close ${name}`} onClick={() => onEnd(null)}>
            Close
          </Button>
        </div>
      </div>
      <p>May {program.scopes.map(meaning).join('; ')}.</p>
      <p className="s-faint">
        Made by <Maker madeBy={madeBy} seesPeople={seesPeople} />, <When at={createdAt} />
      </p>
      <ul className="s-keys" aria-label={`Keys of ${name}`}>
        {keys.map((key) => (
          <li key={key.id}>
            <div className="s-keys__text">
              <p>
                <code>rps_{key.prefix}…</code> {!key.holds && <Chip>ended</Chip>}
              </p>
              <p className="s-faint">
                {key.lastUsedAt === null ? (
                  'never used'
                ) : (
                  <>
                    last used <When at={key.lastUsedAt} />
                  </>
                )}
                , {key.holds ? 'ends' : 'ended'} <When at={key.endsAt} />
              </p>
            </div>
            {key.holds && (
              <div className="s-program__actions">
                <Button small look="outline" aria-label={`Rotate rps_${key.prefix}`} onClick={() => onNewKey(key)}>
                  Rotate
                </Button>
                <Button small look="danger" aria-label={`Revoke rps_${key.prefix}`} onClick={() => onEnd(key)}>
                  Revoke
                </Button>
              </div>
            )}
          </li>
        ))}
      </ul>
    </article>
  );
}

function Maker({ madeBy, seesPeople }: { madeBy: string; seesPeople: boolean }) {
  if (madeBy === 'operator') return 'the operator token';
  if (madeBy === 'command-line') return 'the command line';
  return seesPeople ? (
    <Link to="/studio/people/$accountId" params={{ accountId: madeBy }} className="s-inline-link">
      somebody with an account
    </Link>
  ) : (
    'somebody with an account'
  );
}
