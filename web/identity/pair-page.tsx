import './pairing.css';
import { IconDeviceTv, IconDeviceTvOff } from '@tabler/icons-react';
import { getRouteApi, Link, useNavigate } from '@tanstack/react-router';
import { type ReactNode, useState } from 'react';
import { useMutation, useQuery } from 'urql';
import { failureOf } from '../app/graphql/failure.ts';
import { randomUuid } from '../app/uuid.ts';
import { When } from '../design/bits.tsx';
import { Button, buttonClass } from '../design/button.tsx';
import { FailureMessage, Skeleton } from '../design/states.tsx';
import { Card } from './frame.tsx';
import { PairCodeForm } from './pair-code-form.tsx';
import { ApprovePairingMutation, DenyPairingMutation, type PairingAsk, PairingQuery } from './pairing.queries.ts';
import { HereQuery } from './sign-in.queries.ts';

const route = getRouteApi('/account-frame/pair');
const TV = <IconDeviceTv size={28} stroke={1.7} />;

/** On the phone: lets a screen in that shows a code. */
export function PairPage() {
  const { code } = route.useSearch();
  const navigate = useNavigate();
  const [{ data: here, error, fetching }, refresh] = useQuery({ query: HereQuery });
  if (here === undefined && error !== undefined && !fetching)
    return <FailureMessage whole error={error} onRetry={() => refresh({ requestPolicy: 'network-only' })} />;
  if (here === undefined) return <Loading />;
  if (here.myAccount === null) return <SignedOut code={code} />;
  const show = (next: string | undefined) =>
    void navigate({ to: '/pair', search: next === undefined ? {} : { code: next } });
  if (code === undefined) return <PairCodeForm onCode={show} />;
  return <Found key={code} code={code} onCode={show} />;
}

interface FoundProps {
  readonly code: string;
  readonly onCode: (code: string | undefined) => void;
}

function Found({ code, onCode }: FoundProps) {
  const variables = { userCode: code };
  const [{ data, error, fetching }, refresh] = useQuery({
    query: PairingQuery,
    variables,
    requestPolicy: 'network-only',
  });
  if (error !== undefined && !fetching)
    return <FailureMessage whole error={error} onRetry={() => refresh({ requestPolicy: 'network-only' })} />;
  if (data === undefined || fetching) return <Loading />;
  const { pairing, myAccount } = data;
  // Signed out meanwhile.
  if (pairing.__typename === 'NotAllowed') return <SignedOut code={code} />;
  if (pairing.__typename !== 'PairingAsk')
    return <PairCodeForm code={code} problem={pairing.message} onCode={onCode} />;
  return <Answer ask={pairing} email={myAccount?.email ?? ''} onCode={onCode} />;
}

function Answer({ ask, email, onCode }: { ask: PairingAsk; email: string; onCode: FoundProps['onCode'] }) {
  const [done, setDone] = useState<'yes' | 'no' | null>(null);
  const [problem, setProblem] = useState<string | null>(null);
  const [approving, approve] = useMutation(ApprovePairingMutation);
  const [denying, deny] = useMutation(DenyPairingMutation);
  const busy = approving.fetching || denying.fetching;
  const say = async (what: 'yes' | 'no') => {
    setProblem(null);
    const send = what === 'yes' ? approve : deny;
    const { data, error } = await send({ commandId: randomUuid(), userCode: ask.userCode });
    const answer = data?.answer;
    if (answer?.__typename === 'PairingAnswered') return setDone(what);
    setProblem(answer?.message ?? (error === undefined ? 'Try again.' : failureOf(error).remedy));
  };
  if (done === 'yes') return <LetIn />;
  if (done === 'no') return <Refused onAgain={() => onCode(undefined)} />;
  return (
    <Card
      arrived
      title="Is this code on a screen in front of you?"
      icon={TV}
      lead={
        <p>Whoever has that screen watches as you, until you sign it out. If somebody sent you the code, say no.</p>
      }
    >
      <strong className="a-code a-pair__code">{ask.userCode}</strong>
      <dl className="a-pair__facts">
        <Fact name="It calls itself">{ask.device}</Fact>
        <Fact name="It asks from">{ask.sameNetwork ? 'your network' : 'another network than you'}</Fact>
        <Fact name="It began to ask">
          <When at={ask.askedAt} />
        </Fact>
        <Fact name="It will watch as">{email}</Fact>
      </dl>
      {problem !== null && (
        <p className="notice notice--bad" role="alert">
          {problem}
        </p>
      )}
      <div className="a-form">
        <Button look="primary" disabled={busy} aria-busy={approving.fetching} onClick={() => void say('yes')}>
          Yes, let it in
        </Button>
        <Button look="outline" disabled={busy} aria-busy={denying.fetching} onClick={() => void say('no')}>
          No, refuse it
        </Button>
      </div>
    </Card>
  );
}

function Fact({ name, children }: { name: string; children: ReactNode }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}

function LetIn() {
  return (
    <Card
      arrived
      title="Look at your screen"
      icon={TV}
      lead="It is signed in within seconds and asks who is watching. Stay signed in here until then."
    >
      <Link to="/account" className={buttonClass('outline')}>
        Your devices
      </Link>
    </Card>
  );
}

function Refused({ onAgain }: { onAgain: () => void }) {
  return (
    <Card
      arrived
      title="That screen stays out"
      icon={<IconDeviceTvOff size={28} stroke={1.7} />}
      lead="It has to show another code to ask again. If somebody told you to type this one, they wanted to watch as you."
    >
      <Button look="outline" onClick={onAgain}>
        Type another code
      </Button>
    </Card>
  );
}

function SignedOut({ code }: { code: string | undefined }) {
  const next = code === undefined ? '/pair' : `/pair?code=${encodeURIComponent(code)}`;
  return (
    <Card title="Sign in first" icon={TV} lead="Then you can let your screen in with its code.">
      <Link to="/sign-in" search={{ next }} className={buttonClass('primary')}>
        Sign in
      </Link>
      <nav className="a-links" aria-label="Other ways">
        <Link to="/sign-up" className="a-link">
          Create an account
        </Link>
      </nav>
    </Card>
  );
}

function Loading() {
  return (
    <div className="a-card" aria-busy="true" aria-label="Loading">
      <Skeleton width={56} height={56} style={{ borderRadius: 18 }} />
      <Skeleton width="70%" height={30} />
      <Skeleton height={72} style={{ borderRadius: 14 }} />
      <Skeleton height={48} style={{ borderRadius: 8 }} />
    </div>
  );
}
