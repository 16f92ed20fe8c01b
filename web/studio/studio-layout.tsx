import './nav.css';
import './studio.css';
import './board.css';
import './stages.css';
import './pages.css';
import './editor.css';
import './diary.css';
import './money.css';
import './phone.css';
import { Outlet, useNavigate, useRouterState } from '@tanstack/react-router';
import { type ReactNode, Suspense, useEffect, useMemo, useState } from 'react';
import { Provider, useQuery } from 'urql';
import { createGatewayClient } from '../app/graphql/client.ts';
import { useContexts } from '../app/use-contexts.ts';
import { FailureMessage, Skeleton } from '../design/states.tsx';
import { applyTheme } from '../design/theme.ts';
import { SeenAsAnother, useSeesAsAnother } from '../identity/seen-as-another.tsx';
import { ChangesProvider } from './changes.tsx';
import { storedToken, storeToken, tokenIn } from './session.ts';
import { SecondFactorPage } from './second-factor-page.tsx';
import { SideNav } from './side-nav.tsx';
import { MeQuery } from './studio.queries.ts';
import { TokenPage } from './token-page.tsx';

/**
 * The studio's frame: takes the operator's token from the link, keeps it in this browser and out of the address bar. Without one it
 * opens for who is signed in with an account that works here.
 */
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
  return (
    <Provider value={client}>
      <Gate key={token ?? ''} token={token} onToken={remember} />
    </Provider>
  );
}

function Gate({ token, onToken }: { token: string | null; onToken: (token: string | null) => void }) {
  const [{ data, error, fetching }, refresh] = useQuery({ query: MeQuery });
  const seesAsAnother = useSeesAsAnother();
  if (data?.me.kind === 'VIEWER' && token === null && seesAsAnother)
    return (
      <main>
        <SeenAsAnother />
      </main>
    );
  if (data?.me.kind === 'VIEWER' && token === null && data.myAccount?.needsSecondFactor === true)
    return <SecondFactorPage />;
  if (data?.me.kind === 'VIEWER') return <TokenPage refused={token !== null} onToken={onToken} />;
  if (data === undefined && error !== undefined && !fetching)
    return (
      <main>
        <FailureMessage whole error={error} onRetry={() => refresh({ requestPolicy: 'network-only' })} />
      </main>
    );
  if (data === undefined) return <Loading />;
  return (
    <ChangesProvider>
      <Suspense fallback={<Loading />}>
        <Wrapped token={token}>
          <a className="skip-link" href="#content">
            Skip to the page
          </a>
          <div className="s-frame">
            <SideNav permissions={data.me.permissions} onLeave={token === null ? undefined : () => onToken(null)} />
            <main id="content" tabIndex={-1} className="s-main">
              <Outlet />
            </main>
          </div>
        </Wrapped>
      </Suspense>
    </ChangesProvider>
  );
}

/** The pages inside of what the contexts keep alive around them. */
function Wrapped({ token, children }: { token: string | null; children: ReactNode }) {
  return useContexts().reduceRight<ReactNode>(
    (inner, { studio: Wrapper }) => (Wrapper === undefined ? inner : <Wrapper token={token}>{inner}</Wrapper>),
    children,
  );
}

function Loading() {
  return (
    <main className="s-main" aria-busy="true">
      <Skeleton width={220} height={34} />
      <Skeleton height={180} style={{ marginTop: 24 }} />
    </main>
  );
}
