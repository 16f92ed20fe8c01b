import { IconMailOpened, IconMailFilled } from '@tabler/icons-react';
import { type ReactNode, useState } from 'react';
import { useMutation, useQuery } from 'urql';
import { randomUuid } from '../app/uuid.ts';
import { Button } from '../design/button.tsx';
import { failureOf } from '../app/graphql/failure.ts';
import { Card } from './frame.tsx';
import { HereQuery, RequestLinkMutation } from './sign-in.queries.ts';

interface LookInMailProps {
  readonly email: string;
  readonly purpose: 'VERIFY_EMAIL' | 'RESET_PASSWORD';
  /** It was sent some time ago. */
  readonly before?: boolean;
  /** What the link in the message does. */
  readonly children: ReactNode;
}

/** A message is on its way, or was sent before. Says the same whether or not the address has an account. */
export function LookInMail({ email, purpose, before = false, children }: LookInMailProps) {
  const [{ data }] = useQuery({ query: HereQuery });
  return (
    <Card
      arrived
      title="Look in your mail"
      icon={<IconMailFilled size={28} />}
      lead={
        <>
          <p>
            {before ? 'A message was sent to' : 'A message goes to'} <strong>{email}</strong>. {children}
          </p>
          {data?.accountPolicy.outbox === true && (
            <p className="notice">
              <IconMailOpened size={18} />
              <span>No mail server is set here: whoever runs this installation finds the message in its outbox.</span>
            </p>
          )}
        </>
      }
    >
      <SendAgain email={email} purpose={purpose} />
    </Card>
  );
}

/** Asks for the message again, as often as the gateway allows. */
export function SendAgain({ email, purpose }: Pick<LookInMailProps, 'email' | 'purpose'>) {
  const [said, setSaid] = useState<string | null>(null);
  const [{ fetching }, request] = useMutation(RequestLinkMutation);
  const again = async () => {
    setSaid(null);
    const { data, error } = await request({ commandId: randomUuid(), email, purpose });
    const answer = data?.requestLink;
    if (answer?.__typename === 'LinkRequested')
      setSaid('Another message is on its way. The newest link is the one that works.');
    else setSaid(answer?.message ?? (error === undefined ? 'Try again.' : failureOf(error).remedy));
  };
  return (
    <div className="a-form">
      <p className="field__hint" role="status">
        {said ?? 'It may take a minute, and may lie among what your mail takes for advertising.'}
      </p>
      <Button look="outline" aria-busy={fetching} disabled={fetching} onClick={() => void again()}>
        {fetching ? 'Sending…' : 'Send it again'}
      </Button>
    </div>
  );
}
