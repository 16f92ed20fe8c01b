import { useState } from 'react';
import { useMutation, useQuery } from 'urql';
import { failureOf } from '../app/graphql/failure.ts';
import { randomUuid } from '../app/uuid.ts';
import { When } from '../design/bits.tsx';
import { Button } from '../design/button.tsx';
import { FailedPart } from '../design/failed-part.tsx';
import { Skeleton } from '../design/states.tsx';
import { type Consent, ConsentsQuery, SetConsentMutation } from './consents.queries.ts';
import { Row } from './section.tsx';

const NAMES: Readonly<Record<Consent['purpose'], string>> = { ANALYTICS: 'Measuring how films play' };

/** What somebody agrees to, in plain sentences, with what they decided before. */
export function Consents() {
  const [{ data, error }, refresh] = useQuery({ query: ConsentsQuery });
  const again = () => refresh({ requestPolicy: 'network-only' });
  if (data === undefined)
    return error === undefined ? (
      <Skeleton height={48} />
    ) : (
      <FailedPart what="What you agreed to" error={error} onRetry={again} />
    );
  return data.myConsents.map((consent) => <OneConsent key={consent.purpose} consent={consent} onChanged={again} />);
}

function OneConsent({ consent, onChanged }: { consent: Consent; onChanged: () => void }) {
  const { purpose, given, since, text, history } = consent;
  const [problem, setProblem] = useState<string | null>(null);
  const [{ fetching }, set] = useMutation(SetConsentMutation);
  const decide = async () => {
    setProblem(null);
    const { data, error } = await set({ commandId: randomUuid(), purpose, given: !given });
    const answer = data?.setConsent;
    if (answer?.__typename === 'ConsentSaved') onChanged();
    else setProblem(answer?.message ?? (error === undefined ? 'Try again.' : failureOf(error).remedy));
  };
  return (
    <>
      <Row
        name={NAMES[purpose]}
        action={
          <Button look="outline" disabled={fetching} aria-busy={fetching} onClick={() => void decide()}>
            {given ? 'Withdraw my consent' : 'I agree'}
          </Button>
        }
      >
        {text}{' '}
        <span role="status">
          {given ? 'You agree' : 'You do not agree'}
          {since === null ? (
            '.'
          ) : (
            <>
              , since <When at={since} />.
            </>
          )}
        </span>
      </Row>
      {problem !== null && (
        <p className="field__error" role="alert">
          {problem}
        </p>
      )}
      {history.length > 1 && (
        <details className="a-row__value">
          <summary>What you decided before</summary>
          <ul>
            {history.map((decision) => (
              <li key={decision.at}>
                {decision.given ? 'Agreed' : 'Withdrawn'}{' '}
                <time dateTime={decision.at}>
                  {new Date(decision.at).toLocaleString(undefined, { dateStyle: 'medium', timeStyle: 'short' })}
                </time>
              </li>
            ))}
          </ul>
        </details>
      )}
    </>
  );
}
