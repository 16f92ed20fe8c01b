import { useState } from 'react';
import { type OperationResult, useMutation } from 'urql';
import { rememberToken } from '../../app/graphql/consistency.ts';
import { failureOf } from '../../app/graphql/failure.ts';
import type { ResultOf, VariablesOf } from '../../app/graphql/gql.ts';
import { randomUuid } from '../../app/uuid.ts';
import { Button } from '../../design/button.tsx';
import { Dialog } from '../../design/dialog.tsx';
import { Field } from '../../design/field.tsx';
import { useStepUp } from '../../identity/step-up.tsx';
import {
  type PersonPage,
  RequestErasureForMutation,
  SendResetLinkToMutation,
  SignOutPersonMutation,
} from './person.queries.ts';

type Asked = VariablesOf<typeof SignOutPersonMutation>;
type Answer = ResultOf<typeof SignOutPersonMutation>['signOutPerson'];

const REASONS: readonly (readonly [Asked['reason'], string])[] = [
  ['ASKED', 'They asked for it'],
  ['LOST_DEVICE', 'They lost a device'],
  ['SUSPICIOUS', 'Something looks as if it was not them'],
  ['LAW', 'The law wants it'],
];

interface Help {
  readonly name: string;
  readonly says: string;
  readonly done: string;
  readonly send: (asked: Asked) => Promise<OperationResult>;
}

/** What whoever works here does for one person. Each asks once more, and for why. */
export function HelpPerson({ person, onHelped }: { person: PersonPage['person']; onHelped: () => void }) {
  const [, sendLink] = useMutation(SendResetLinkToMutation);
  const [, signOut] = useMutation(SignOutPersonMutation);
  const [, erase] = useMutation(RequestErasureForMutation);
  const [open, setOpen] = useState<Help | null>(null);
  const [done, setDone] = useState('');
  const who = person.email ?? 'them';
  const helps: readonly Help[] = [
    {
      name: 'Send a link to a new password',
      says: `A message with a link goes to ${who}. It lasts an hour, and their password counts until they choose another.`,
      done: 'The link is on its way.',
      send: sendLink,
    },
    {
      name: 'Sign all devices out',
      says: `Wherever ${who} is signed in, they have to sign in again, within ten minutes.`,
      done: 'Their devices are signed out.',
      send: signOut,
    },
    ...(person.status === 'LEAVING'
      ? []
      : [
          {
            name: 'Ask that they be forgotten',
            says: `A message tells ${who} when everything personal of theirs will be destroyed. Until then they can take it back; afterwards nobody can.`,
            done: 'They will be forgotten, and were told when.',
            send: erase,
          },
        ]),
  ];
  return (
    <section className="s-card" aria-labelledby="person-help">
      <h2 id="person-help">Help them</h2>
      <div className="s-actions">
        {helps.map((help) => (
          <Button key={help.name} look="outline" onClick={() => setOpen(help)}>
            {help.name}
          </Button>
        ))}
      </div>
      <p role="status" className="s-faint">
        {done}
      </p>
      {open !== null && (
        <HelpDialog
          help={open}
          accountId={person.id}
          onDone={() => {
            setDone(open.done);
            onHelped();
          }}
          onClose={() => setOpen(null)}
        />
      )}
    </section>
  );
}

interface HelpDialogProps {
  readonly help: Help;
  readonly accountId: string;
  readonly onDone: () => void;
  readonly onClose: () => void;
}

function HelpDialog({ help, accountId, onDone, onClose }: HelpDialogProps) {
  const { guarded } = useStepUp();
  const [commandId] = useState(randomUuid);
  const [reason, setReason] = useState<Asked['reason']>('ASKED');
  const [problem, setProblem] = useState<string | null>(null);
  const [isSending, setSending] = useState(false);
  const send = async () => {
    setProblem(null);
    setSending(true);
    const { data, error } = await guarded(() => help.send({ commandId, accountId, reason }));
    setSending(false);
    const answer = Object.values((data ?? {}) as object)[0] as Answer | undefined;
    if (answer?.__typename !== 'PersonHelped')
      return setProblem(answer?.message ?? (error === undefined ? 'Try again.' : failureOf(error).remedy));
    rememberToken(answer.token);
    onDone();
    onClose();
  };
  return (
    <Dialog
      title={`${help.name}?`}
      onClose={onClose}
      actions={
        <>
          <Button look="outline" onClick={onClose}>
            Leave it
          </Button>
          <Button look="danger" disabled={isSending} aria-busy={isSending} onClick={() => void send()}>
            {help.name}
          </Button>
        </>
      }
    >
      <div className="s-dialog-form">
        <p>{help.says}</p>
        <Field label="Why" problem={undefined}>
          {(given) => (
            <select
              {...given}
              className="input"
              value={reason}
              onChange={({ target }) => setReason(REASONS.find(([name]) => name === target.value)?.[0] ?? 'ASKED')}
            >
              {REASONS.map(([name, label]) => (
                <option key={name} value={name}>
                  {label}
                </option>
              ))}
            </select>
          )}
        </Field>
        <p className="s-faint">That you did it, and why, stands in the history of the account.</p>
        {problem !== null && (
          <p className="field__error" role="alert">
            {problem}
          </p>
        )}
      </div>
    </Dialog>
  );
}
