import { useQuery } from 'urql';
import { buttonClass } from '../design/button.tsx';
import { HereQuery } from './sign-in.queries.ts';

/** Where a browser begins to sign in by a provider: a page of the gateway, which sends it on. */
export const startOf = (provider: string, search: Readonly<Record<string, string>>): string =>
  `/openid/${provider}/start?${String(new URLSearchParams(search))}`;

/** The providers that people may sign in by; nothing where there are none. @param next the page of ours that follows */
export function ProviderWays({ next }: { next?: string | undefined }) {
  const [{ data }] = useQuery({ query: HereQuery });
  const providers = data?.accountPolicy.providers ?? [];
  if (providers.length === 0) return null;
  return (
    <div className="a-ways">
      <p className="a-ways__or">or</p>
      {providers.map(({ id, name }) => (
        <a key={id} href={startOf(id, next === undefined ? {} : { next })} className={buttonClass('outline')}>
          Go on with {name}
        </a>
      ))}
    </div>
  );
}
