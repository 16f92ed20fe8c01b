import { IconKey, IconPlus } from '@tabler/icons-react';
import { useState } from 'react';
import { useQuery } from 'urql';
import { Chip } from '../../design/bits.tsx';
import { Button } from '../../design/button.tsx';
import { FailureMessage, Skeleton, StateMessage } from '../../design/states.tsx';
import { PageHead } from '../page-head.tsx';
import { EndDialog, type Ending } from './end-dialog.tsx';
import { MakeProgramDialog } from './make-program.tsx';
import { NewKeyDialog } from './new-key.tsx';
import { ProgramCard } from './program-card.tsx';
import { type Program, type ProgramKey, ProgramsQuery } from './programs.queries.ts';
import { ScopesDialog } from './scopes-dialog.tsx';

type Open =
  | { readonly what: 'make' }
  | { readonly what: 'key'; readonly program: Program; readonly replaces: ProgramKey | null }
  | { readonly what: 'scopes'; readonly program: Program }
  | { readonly what: 'end'; readonly ending: Ending };

/** Programs that work here, each with what it may do and its keys. */
export function ProgramsPage() {
  const [open, setOpen] = useState<Open | null>(null);
  const [{ data, error, fetching }, refresh] = useQuery({ query: ProgramsQuery, requestPolicy: 'cache-and-network' });
  const again = () => refresh({ requestPolicy: 'network-only' });
  const close = () => setOpen(null);
  const scopes = data?.programScopes.filter(({ name }) => data.me.permissions.includes(name)) ?? [];
  return (
    <>
      <PageHead
        title="Programs"
        actions={
          data !== undefined && (
            <Button look="primary" onClick={() => setOpen({ what: 'make' })}>
              <IconPlus size={18} />
              Make a program
            </Button>
          )
        }
      >
        <p className="s-lead">
          A program gets a key of its own, which says what it may do and ends by itself, instead of the operator token.
        </p>
      </PageHead>
      {data === undefined && error !== undefined && !fetching && <FailureMessage error={error} onRetry={again} />}
      {data === undefined && (error === undefined || fetching) && (
        <div aria-busy="true">
          {[0, 1, 2].map((row) => (
            <Skeleton key={row} height={120} style={{ marginBottom: 16 }} />
          ))}
        </div>
      )}
      {data !== undefined && <OperatorToken />}
      {data?.programs.length === 0 && (
        <StateMessage icon={<IconKey size={30} stroke={1.6} />} title="No program has a key yet">
          An import, a monitor, a partner’s machine: whatever works here by itself gets a key with what it needs, and no
          more.
        </StateMessage>
      )}
      {data?.programs.map((program) => (
        <ProgramCard
          key={program.id}
          program={program}
          scopes={data.programScopes}
          seesPeople={data.me.permissions.includes('people.read')}
          onScopes={() => setOpen({ what: 'scopes', program })}
          onNewKey={(replaces) => setOpen({ what: 'key', program, replaces })}
          onEnd={(key) => setOpen({ what: 'end', ending: { program, key } })}
        />
      ))}
      {open?.what === 'make' && <MakeProgramDialog scopes={scopes} onMade={again} onClose={close} />}
      {open?.what === 'key' && (
        <NewKeyDialog program={open.program} replaces={open.replaces} onMade={again} onClose={close} />
      )}
      {open?.what === 'scopes' && (
        <ScopesDialog program={open.program} scopes={scopes} onChanged={again} onClose={close} />
      )}
      {open?.what === 'end' && <EndDialog ending={open.ending} onEnded={again} onClose={close} />}
    </>
  );
}

/** The first of all programs, which is not made here. */
function OperatorToken() {
  return (
    <article className="s-card" aria-labelledby="operator-token">
      <div className="s-card__head">
        <h2 id="operator-token" className="s-program__name">
          Operator token
        </h2>
        <Chip tone="warn">may do everything</Chip>
      </div>
      <p className="s-faint">
        It stands in <code>REPRISE_OPERATOR_TOKEN</code>, else in <code>secrets/operator-token</code> of the data
        directory, and never ends. It cannot be revoked here: set another one and start again.
      </p>
    </article>
  );
}
