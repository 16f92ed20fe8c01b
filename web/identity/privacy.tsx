import { IconAlertTriangle } from '@tabler/icons-react';
import { useState } from 'react';
import { useMutation, useQuery } from 'urql';
import { rememberToken } from '../app/graphql/consistency.ts';
import { failureOf } from '../app/graphql/failure.ts';
import { randomUuid } from '../app/uuid.ts';
import { Button } from '../design/button.tsx';
import { FailedPart } from '../design/failed-part.tsx';
import { Skeleton } from '../design/states.tsx';
import { AskPassword } from './ask-password.tsx';
import { CancelErasureMutation, PrivacyQuery, RequestErasureMutation } from './privacy.queries.ts';
import { Consents } from './consents.tsx';
import { MyData } from './my-data.tsx';
import { SupportLooks } from './support-looks.tsx';
import { Row, Section } from './section.tsx';
import { useStepUp } from './step-up.tsx';

/** The end of an account, and the way back while there is one. */
export function Privacy() {
  const [{ data, error }, refresh] = useQuery({ query: PrivacyQuery });
  const again = () => refresh({ requestPolicy: 'network-only' });
  const leavingAt = data?.myAccount?.leavingAt ?? null;
  return (
    <Section title="Privacy">
      <Consents />
      <MyData />
      <SupportLooks />
      {data !== undefined &&
        (leavingAt === null ? <Stays onChanged={again} /> : <Leaves at={leavingAt} onChanged={again} />)}
      {data === undefined &&
        (error === undefined ? (
          <Skeleton height={48} />
        ) : (
          <FailedPart what="Whether your account is deleted" error={error} onRetry={again} />
        ))}
    </Section>
  );
}

function Stays({ onChanged }: { onChanged: () => void }) {
  const [asking, setAsking] = useState(false);
  const [, send] = useMutation(RequestErasureMutation);
  const { guarded } = useStepUp();
  return (
    <>
      <Row
        name="Delete my account"
        action={
          <Button look="danger" onClick={() => setAsking(true)}>
            Delete my account
          </Button>
        }
      >
        Destroys the key of your data: your address, your profiles and their names cannot be read by anybody then.
      </Row>
      {asking && (
        <AskPassword
          title="Delete your account?"
          keep="Keep my account"
          button="Delete my account"
          onClose={() => setAsking(false)}
          onPassword={async (password) => {
            const { data, error } = await guarded(() => send({ commandId: randomUuid(), password }));
            const answer = data?.requestErasure;
            if (answer?.__typename !== 'ErasureRequested') return { answer, error };
            rememberToken(answer.token);
            setAsking(false);
            onChanged();
            return null;
          }}
        >
          You are told the day by mail, and may change your mind until then. Afterwards nobody can bring it back.
        </AskPassword>
      )}
    </>
  );
}

function Leaves({ at, onChanged }: { at: string; onChanged: () => void }) {
  const [problem, setProblem] = useState<string | null>(null);
  const [{ fetching }, send] = useMutation(CancelErasureMutation);
  const day = new Date(at).toLocaleString(undefined, { dateStyle: 'long', timeStyle: 'short' });
  const stay = async () => {
    const { data, error } = await send({ commandId: randomUuid() });
    const answer = data?.cancelErasure;
    if (answer?.__typename === 'ErasureCancelled') {
      rememberToken(answer.token);
      return onChanged();
    }
    setProblem(answer?.message ?? (error === undefined ? 'Try again.' : failureOf(error).remedy));
  };
  return (
    <>
      <p className="notice notice--warn" role="status">
        <IconAlertTriangle size={18} />
        <span>
          Your account is deleted on <time dateTime={at}>{day}</time>. Until then it works as before.
        </span>
      </p>
      {problem !== null && (
        <p className="field__error" role="alert">
          {problem}
        </p>
      )}
      <div>
        <Button look="primary" disabled={fetching} aria-busy={fetching} onClick={() => void stay()}>
          Keep my account
        </Button>
      </div>
    </>
  );
}
