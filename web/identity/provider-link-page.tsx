import { IconLink, IconLinkOff } from '@tabler/icons-react';
import { getRouteApi, Link, useNavigate } from '@tanstack/react-router';
import { useEffect, useState } from 'react';
import { useMutation, useQuery } from 'urql';
import { failureOf } from '../app/graphql/failure.ts';
import { forgetAnswers } from '../app/graphql/viewer-client.tsx';
import { randomUuid } from '../app/uuid.ts';
import { Button, buttonClass } from '../design/button.tsx';
import { FailureMessage, Skeleton } from '../design/states.tsx';
import { LinkOpenIdMutation } from './account.queries.ts';
import { Card } from './frame.tsx';
import { HereQuery } from './sign-in.queries.ts';
import { useStepUp } from './step-up.tsx';
import { useHash } from './use-hash.ts';

const route = getRouteApi('/account-frame/provider/link');
/** Where the proof of the provider waits while somebody signs in: gone with the tab, and never in an address. */
const KEPT = 'reprise.provider-link';

/** Links the sign-in of a provider to an account, after proof of both. */
export function ProviderLinkPage() {
  const { provider } = route.useSearch();
  const token = useToken();
  const [{ data, error, fetching }, refresh] = useQuery({ query: HereQuery });
  if (data === undefined && error !== undefined && !fetching)
    return <FailureMessage whole error={error} onRetry={() => refresh({ requestPolicy: 'network-only' })} />;
  if (data === undefined) return <Loading />;
  const name = data.accountPolicy.providers.find(({ id }) => id === provider)?.name ?? 'the provider';
  if (token === null) return <Over />;
  if (data.myAccount === null) return <SignInFirst name={name} provider={provider ?? ''} />;
  return <Confirm name={name} email={data.myAccount.email} token={token} />;
}

/** The token behind `#`, which is kept for this tab. */
function useToken(): string | null {
  const given = useHash();
  const [kept] = useState(() => sessionStorage.getItem(KEPT));
  useEffect(() => {
    if (given !== '') sessionStorage.setItem(KEPT, given);
  }, [given]);
  return given === '' ? kept : given;
}

function SignInFirst({ name, provider }: { name: string; provider: string }) {
  const next = `/provider/link?provider=${encodeURIComponent(provider)}`;
  return (
    <Card
      arrived
      title="You have an account here"
      icon={<IconLink size={28} stroke={1.7} />}
      lead={
        <p>
          The address that {name} knows belongs to an account. Sign in as you did until now, once: from then on {name}{' '}
          is enough.
        </p>
      }
    >
      <Link to="/sign-in" search={{ next }} className={buttonClass('primary')}>
        Sign in
      </Link>
      <nav className="a-links" aria-label="Other ways">
        <Link to="/forgot" className="a-link">
          I forgot my password
        </Link>
      </nav>
    </Card>
  );
}

function Confirm({ name, email, token }: { name: string; email: string; token: string }) {
  const navigate = useNavigate();
  const { guarded } = useStepUp();
  const [problem, setProblem] = useState<string | null>(null);
  const [{ fetching }, send] = useMutation(LinkOpenIdMutation);
  const link = async () => {
    setProblem(null);
    const { data, error } = await guarded(() => send({ commandId: randomUuid(), token }));
    const answer = data?.linkOpenId;
    if (answer?.__typename !== 'OpenIdsChanged')
      return setProblem(answer?.message ?? (error === undefined ? 'Try again.' : failureOf(error).remedy));
    sessionStorage.removeItem(KEPT);
    forgetAnswers();
    await navigate({ to: '/account' });
  };
  return (
    <Card
      arrived
      title={`Sign in with ${name} from now on?`}
      icon={<IconLink size={28} stroke={1.7} />}
      lead={
        <p>
          Whoever is signed in at {name} as you just were gets into <strong>{email}</strong>.
        </p>
      }
    >
      {problem !== null && (
        <p className="notice notice--bad" role="alert">
          {problem}
        </p>
      )}
      <div className="a-form">
        <Button look="primary" disabled={fetching} aria-busy={fetching} onClick={() => void link()}>
          Add {name}
        </Button>
        <Link to="/account" className={buttonClass('outline')} onClick={() => sessionStorage.removeItem(KEPT)}>
          Leave it
        </Link>
      </div>
    </Card>
  );
}

function Over() {
  return (
    <Card
      arrived
      title="There is nothing to add"
      icon={<IconLinkOff size={28} stroke={1.7} />}
      lead="This began in another tab, or was done already. Begin again from your account."
    >
      <Link to="/account" className={buttonClass('outline')}>
        Your account
      </Link>
    </Card>
  );
}

function Loading() {
  return (
    <div className="a-card" aria-busy="true" aria-label="Loading">
      <Skeleton width={56} height={56} style={{ borderRadius: 18 }} />
      <Skeleton width="70%" height={30} />
      <Skeleton height={48} style={{ borderRadius: 8 }} />
    </div>
  );
}
