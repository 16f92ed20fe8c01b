import { Link } from '@tanstack/react-router';
import { useEffect, useState } from 'react';
import { useMutation, useQuery } from 'urql';
import { rememberToken } from '../app/graphql/consistency.ts';
import { failureOf } from '../app/graphql/failure.ts';
import { randomUuid } from '../app/uuid.ts';
import { Chip, Meter, When } from '../design/bits.tsx';
import { Button, buttonClass } from '../design/button.tsx';
import { FailedPart } from '../design/failed-part.tsx';
import { bytes } from '../design/format.ts';
import { DeleteExportMutation, ExportsQuery, type PersonalExport, RequestExportMutation } from './my-data.queries.ts';
import { Row } from './section.tsx';
import { useStepUp } from './step-up.tsx';

/** How often it is looked how far a copy is, ms. */
const LOOK_EVERY_MS = 1500;

/** Copies of everything about somebody: asks for one, shows how far it is, and leads to it. */
export function MyData() {
  const [{ data, error: lost }, refresh] = useQuery({ query: ExportsQuery });
  const [problem, setProblem] = useState<string | null>(null);
  const [{ fetching: asking }, request] = useMutation(RequestExportMutation);
  const [{ fetching: deleting }, remove] = useMutation(DeleteExportMutation);
  const { guarded } = useStepUp();
  const copies = data?.myExports ?? [];
  const isMaking = copies.some(({ status }) => status === 'MAKING');
  useEffect(() => {
    if (!isMaking) return undefined;
    const timer = setInterval(() => refresh({ requestPolicy: 'network-only' }), LOOK_EVERY_MS);
    return () => clearInterval(timer);
  }, [isMaking, refresh]);

  const ask = async () => {
    setProblem(null);
    const commandId = randomUuid();
    const { data: asked, error } = await guarded(() => request({ commandId }));
    const answer = asked?.requestExport;
    if (answer?.__typename !== 'ExportAsked')
      return setProblem(answer?.message ?? (error === undefined ? 'Try again.' : failureOf(error).remedy));
    rememberToken(answer.token);
    refresh({ requestPolicy: 'network-only' });
  };
  const erase = async (exportId: string) => {
    setProblem(null);
    const { data: deleted, error } = await remove({ commandId: randomUuid(), exportId });
    const answer = deleted?.deleteExport;
    if (answer?.__typename === 'ExportDeleted') rememberToken(answer.token);
    else setProblem(answer?.message ?? (error === undefined ? 'Try again.' : failureOf(error).remedy));
    refresh({ requestPolicy: 'network-only' });
  };

  return (
    <>
      <Row
        name="Everything about you"
        action={
          <Button look="outline" disabled={asking || isMaking} aria-busy={asking} onClick={() => void ask()}>
            Get a copy of my data
          </Button>
        }
      >
        Your account, your profiles, your devices, what you watched and everything that happened with them. Only you can
        open it, for seven days.
      </Row>
      {problem !== null && (
        <p className="field__error" role="alert">
          {problem}
        </p>
      )}
      {lost !== undefined && (
        <FailedPart what="Your copies" error={lost} onRetry={() => refresh({ requestPolicy: 'network-only' })} />
      )}
      {copies.length > 0 && (
        <ul className="a-devices" aria-label="Copies of your data">
          {copies.map((copy) => (
            <li key={copy.id} className="a-row">
              <div className="a-row__text">
                <Standing copy={copy} />
              </div>
              <div className="a-row__actions">
                {copy.status === 'READY' && (
                  <Link to="/account/data/$exportId" params={{ exportId: copy.id }} className={buttonClass('primary')}>
                    Open
                  </Link>
                )}
                {copy.status !== 'MAKING' && (
                  <Button look="outline" disabled={deleting} onClick={() => void erase(copy.id)}>
                    Delete
                  </Button>
                )}
              </div>
            </li>
          ))}
        </ul>
      )}
    </>
  );
}

function Standing({ copy }: { copy: PersonalExport }) {
  if (copy.status === 'MAKING')
    return (
      <>
        <p className="a-row__name" role="status">
          Your copy is being made <Chip live>in progress</Chip>
        </p>
        <Meter fraction={copy.progress ?? 0} label="How far your copy is" thin />
      </>
    );
  if (copy.status === 'FAILED')
    return (
      <>
        <p className="a-row__name">
          Your copy could not be made <Chip tone="bad">failed</Chip>
        </p>
        <p className="a-row__value">Nothing of it is kept. Ask for another one.</p>
      </>
    );
  return (
    <>
      <p className="a-row__name">
        Your copy is ready <Chip tone="good">{bytes(copy.size)}</Chip>
      </p>
      <p className="a-row__value">
        Asked for <When at={copy.requestedAt} />
        {copy.expiresAt !== null && (
          <>
            · is deleted <When at={copy.expiresAt} />
          </>
        )}
      </p>
    </>
  );
}
