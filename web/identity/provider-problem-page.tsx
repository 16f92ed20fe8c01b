import { IconLinkOff } from '@tabler/icons-react';
import { getRouteApi, Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { useQuery } from 'urql';
import { buttonClass } from '../design/button.tsx';
import { Card } from './frame.tsx';
import { startOf } from './provider-ways.tsx';
import { HereQuery } from './sign-in.queries.ts';

const route = getRouteApi('/account-frame/provider/problem');

/** What went wrong, by the code of the gateway, and what to do. */
const PROBLEMS: Readonly<Record<string, (name: string) => { readonly title: string; readonly lead: string }>> = {
  away: (name) => ({
    title: `${name} does not answer`,
    lead: 'Try again in a minute, or sign in another way. Nothing is wrong with your account.',
  }),
  refused: (name) => ({
    title: `${name} was told no`,
    lead: 'Nothing has changed here. Try again if that was a slip.',
  }),
  'no-email': (name) => ({
    title: `${name} does not say which address is yours`,
    lead: `An account here needs an address that was proved. Confirm yours at ${name}, or create an account here first and add ${name} on its page.`,
  }),
  taken: (name) => ({
    title: 'This sign-in leads to another account',
    lead: `Sign in with ${name} and remove it there first, or take another sign-in of ${name}.`,
  }),
  'not-asked': (name) => ({
    title: `${name} did not say that it asked you`,
    lead: `So it does not count as a proof that it is you. Prove it by a password or a passkey instead: who has neither asks for a link to a new password.`,
  }),
  'somebody-else': (name) => ({
    title: `${name} knows somebody else there`,
    lead: 'Sign out there first, or prove who you are with a sign-in that leads to your account.',
  }),
  'too-many-devices': () => ({
    title: 'Signed in on too many devices',
    lead: 'Sign one out first: under Account, Devices, on another one. Signing in with a password lets you choose here.',
  }),
  blocked: () => ({
    title: 'This device was blocked for your account',
    lead: 'Unblock it on another one, under Account, Devices.',
  }),
  'too-many': () => ({ title: 'Too many tries from here', lead: 'Try again later, or sign in another way.' }),
};
const BROKEN = {
  title: 'This did not end where it began',
  lead: 'It took too long, was opened twice, or came from another browser. Begin again.',
};

/** Somebody came back from a provider and is not signed in. */
export function ProviderProblemPage() {
  const { code = '', provider, next } = route.useSearch();
  const [{ data }] = useQuery({ query: HereQuery });
  const known = data?.accountPolicy.providers.find(({ id }) => id === provider);
  const say = Object.hasOwn(PROBLEMS, code) ? PROBLEMS[code] : undefined;
  const { title, lead } = say?.(known?.name ?? 'The provider') ?? BROKEN;
  const search = next === undefined || next === '/' ? {} : { next };
  const confirms = code === 'not-asked' || code === 'somebody-else';
  const actions: ReactNode = known !== undefined && (
    <a href={startOf(known.id, confirms ? { ...search, confirm: '1' } : search)} className={buttonClass('primary')}>
      Try {known.name} again
    </a>
  );
  return (
    <Card arrived title={title} icon={<IconLinkOff size={28} stroke={1.7} />} lead={<p>{lead}</p>}>
      {actions}
      <nav className="a-links" aria-label="Other ways">
        {confirms ? (
          <>
            <Link to="/forgot" className="a-link">
              Choose a new password
            </Link>
            <Link to="/account" className="a-link">
              Your account
            </Link>
          </>
        ) : (
          <>
            <Link to="/sign-in" search={search} className="a-link">
              Sign in another way
            </Link>
            <Link to="/sign-up" className="a-link">
              Create an account
            </Link>
          </>
        )}
      </nav>
    </Card>
  );
}
