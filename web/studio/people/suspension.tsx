import { IconPlayerPause } from '@tabler/icons-react';
import { useState } from 'react';
import { useMutation } from 'urql';
import { rememberToken } from '../../app/graphql/consistency.ts';
import { failureOf } from '../../app/graphql/failure.ts';
import { randomUuid } from '../../app/uuid.ts';
import { Button } from '../../design/button.tsx';
import { Dialog } from '../../design/dialog.tsx';
import { Field } from '../../design/field.tsx';
import { useStepUp } from '../../identity/step-up.tsx';
import { LiftSuspensionMutation, type PersonPage, SuspendAccountMutation } from './person.queries.ts';

type Reason = NonNullable<PersonPage['suspended']>;

const REASONS: readonly (readonly [Reason, string])[] = [
  ['TERMS', 'They broke the terms'],
  ['SUSPICIOUS', 'Something looks as if it was not them'],
  ['CHARGEBACK', 'They took money back by their bank'],
  ['LAW', 'The law wants it'],
];

interface SuspensionProps {
  readonly page: PersonPage;
  /** Whether the caller may change it. */
  readonly mayChange: boolean;
  readonly onChanged: () => void;
}

/** Whether somebody's account plays films, why not, and the way to change that. */
export function Suspension({ page, mayChange, onChanged }: SuspensionProps) {
  const [asking, setAsking] = useState(false);
  const { suspended } = page;
  if (suspended === null && !mayChange) return null;
  const why = REASONS.find(([name]) => name === suspended)?.[1];
  return (
    <section className="s-card" aria-labelledby="person-suspension">
      <h2 id="person-suspension">Playing films</h2>
      {suspended === null ? (
        <p>Their account plays films as their plan says.</p>
      ) : (
        <p className="notice notice--bad">
          <IconPlayerPause size={18} stroke={1.8} aria-hidden="true" />
          <span>Suspended: the account plays nothing. {why}.</span>
        </p>
      )}
      {mayChange && (
        <div className="s-actions">
          <Button look="outline" onClick={() => setAsking(true)}>
            {suspended === null ? 'Suspend the account' : 'Lift the suspension'}
          </Button>
        </div>
      )}
      {asking && (
        <Sure
          accountId={page.person.id}
          lifts={suspended !== null}
          onDone={() => {
            setAsking(false);
            onChanged();
          }}
          onClose={() => setAsking(false)}
        />
      )}
    </section>
  );
}

interface SureProps {
  readonly accountId: string;
  readonly lifts: boolean;
  readonly onDone: () => void;
  readonly onClose: () => void;
}

/** Asks once more, and for why. */
function Sure({ accountId, lifts, onDone, onClose }: SureProps) {
  const { guarded } = useStepUp();
  const [, suspend] = useMutation(SuspendAccountMutation);
  const [, lift] = useMutation(LiftSuspensionMutation);
  const [commandId] = useState(randomUuid);
  const [reason, setReason] = useState<Reason>('TERMS');
  const [problem, setProblem] = useState<string | null>(null);
  const [isSending, setSending] = useState(false);
  const name = lifts ? 'Lift the suspension' : 'Suspend the account';
  const send = async () => {
    setProblem(null);
    setSending(true);
    const { answer, error } = lifts
      ? await guarded(() => lift({ commandId, accountId })).then(({ data, error: failed }) => ({
          answer: data?.liftSuspension,
          error: failed,
        }))
      : await guarded(() => suspend({ commandId, accountId, reason })).then(({ data, error: failed }) => ({
          answer: data?.suspendAccount,
          error: failed,
        }));
    setSending(false);
    if (answer?.__typename !== 'SuspensionChanged')
      return setProblem(answer?.message ?? (error === undefined ? 'Try again.' : failureOf(error).remedy));
    rememberToken(answer.token);
    onDone();
  };
  return (
    <Dialog
      title={`${name}?`}
      onClose={onClose}
      actions={
        <>
          <Button look="outline" onClick={onClose}>
            Leave it
          </Button>
          <Button
            look={lifts ? 'primary' : 'danger'}
            disabled={isSending}
            aria-busy={isSending}
            onClick={() => void send()}
          >
            {name}
          </Button>
        </>
      }
    >
      <div className="s-dialog-form">
        {lifts ? (
          <p>Films play again as their plan says, at once.</p>
        ) : (
          <>
            <p>
              What plays is stopped within seconds, and nothing starts. They sign in, see their invoices, pay, take
              their data and leave as before. What they pay for goes on.
            </p>
            <Field label="Why" problem={undefined}>
              {(given) => (
                <select
                  {...given}
                  className="input"
                  value={reason}
                  onChange={({ target }) => setReason(REASONS.find(([each]) => each === target.value)?.[0] ?? 'TERMS')}
                >
                  {REASONS.map(([each, label]) => (
                    <option key={each} value={each}>
                      {label}
                    </option>
                  ))}
                </select>
              )}
            </Field>
          </>
        )}
        <p className="s-faint">That you did it, and why, stands in the log.</p>
        {problem !== null && (
          <p className="field__error" role="alert">
            {problem}
          </p>
        )}
      </div>
    </Dialog>
  );
}
