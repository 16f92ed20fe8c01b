import './studio.css';
import './board.css';
import './pages.css';
import './phone.css';
import { Outlet, useNavigate, useRouterState } from '@tanstack/react-router';
import { useEffect, useMemo, useState } from 'react';
import { Provider, useQuery } from 'urql';
import { createGatewayClient } from '../app/graphql/client.ts';
import { graphql } from '../app/graphql/gql.ts';
import { FailureMessage, Skeleton } from '../design/states.tsx';
import { applyTheme } from '../design/theme.ts';
import { StudioProvider } from './live.tsx';
import { storedToken, storeToken, tokenIn } from './session.ts';
import { SideNav } from './side-nav.tsx';
import { TokenPage } from './token-page.tsx';

const MeQuery = graphql(`
  query Me {
    me {
      kind
    }
  }
`);

/** The studio's frame: takes the operator's token from the link, keeps it in this browser and out of the address bar. */
export function StudioLayout() {
  const hash = useRouterState({ select: (state) => state.location.hash });
  const navigate = useNavigate();
  const [token, setToken] = useState(() => tokenIn(hash) ?? storedToken());
  const remember = (next: string | null) => {
    storeToken(next);
    setToken(next);
  };
  useEffect(() => applyTheme('studio'), []);
  useEffect(() => {
    const given = tokenIn(hash);
    if (given === null) return;
    remember(given);
    void navigate({ to: '.', hash: '', search: true, replace: true });
  }, [hash, navigate]);

  const client = useMemo(() => createGatewayClient(token), [token]);
  if (token === null) return <TokenPage refused={false} onToken={remember} />;
  return (
    <Provider value={client}>
      <Gate key={token} token={token} onToken={remember} />
    </Provider>
  );
}

function Gate({ token, onToken }: { token: string; onToken: (token: string | null) => void }) {
  const [{ data, error, fetching }, refresh] = useQuery({ query: MeQuery });
  if (data?.me.kind === 'VIEWER') return <TokenPage refused onToken={onToken} />;
  if (data === undefined && error !== undefined && !fetching)
    return (
      <main>
        <FailureMessage whole error={error} onRetry={() => refresh({ requestPolicy: 'network-only' })} />
      </main>
    );
  if (data === undefined)
    return (
      <main className="s-main" aria-busy="true">
        <Skeleton width={220} height={34} />
        <Skeleton height={180} style={{ marginTop: 24 }} />
      </main>
    );
  return (
    <StudioProvider token={token}>
      <a className="skip-link" href="#content">
        Skip to the page
      </a>
      <div className="s-frame">
        <SideNav onLeave={() => onToken(null)} />
        <main id="content" tabIndex={-1} className="s-main">
          <Outlet />
        </main>
      </div>
    </StudioProvider>
  );
}
