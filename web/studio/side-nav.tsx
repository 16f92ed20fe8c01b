import { IconBrandGraphql, IconDeviceTv, IconLogout, IconUser } from '@tabler/icons-react';
import { Link, useRouterState } from '@tanstack/react-router';
import { Suspense } from 'react';
import type { NavigationEntry } from '../app/context.ts';
import { useContexts } from '../app/use-contexts.ts';
import { Wordmark } from '../design/bits.tsx';
import { ThemeSwitch } from '../design/theme-switch.tsx';

interface SideNavProps {
  /** What whoever looks may do: of the rest nothing is offered. */
  readonly permissions: readonly string[];
  readonly onLeave: (() => void) | undefined;
}

/** Where to go, and how much there needs a person. `onLeave` forgets the operator's token; undefined: there is none, but an account. */
export function SideNav({ permissions, onLeave }: SideNavProps) {
  const entries = useContexts()
    .flatMap(({ navigation = [] }) => navigation)
    .filter(({ may }) => may === undefined || permissions.includes(may));
  return (
    <nav className="s-nav" aria-label="Studio">
      <Link to="/studio" className="s-nav__home">
        <Wordmark area="Studio" />
      </Link>
      <ul className="s-nav__list">
        {entries.map((entry) => (
          <NavItem key={entry.to} entry={entry} />
        ))}
      </ul>
      <div className="s-nav__foot">
        <Link to="/" className="s-nav__item">
          <IconDeviceTv size={20} stroke={1.7} />
          <span>Viewer</span>
        </Link>
        <a href="/graphiql/" className="s-nav__item s-nav__item--wide">
          <IconBrandGraphql size={20} stroke={1.7} />
          <span>GraphiQL</span>
        </a>
        <div className="s-nav__tools">
          <ThemeSwitch area="studio" />
          {onLeave === undefined ? (
            <Link to="/account" className="btn btn--ghost btn--icon" aria-label="Your account" title="Your account">
              <IconUser size={20} stroke={1.7} />
            </Link>
          ) : (
            <button
              type="button"
              className="btn btn--ghost btn--icon"
              aria-label="Forget the token in this browser"
              title="Forget the token in this browser"
              onClick={onLeave}
            >
              <IconLogout size={20} stroke={1.7} />
            </button>
          )}
        </div>
      </div>
    </nav>
  );
}

function NavItem({ entry }: { entry: NavigationEntry }) {
  const { to, label, icon: Icon, covers = [], badge: Badge } = entry;
  const here = useRouterState({
    select: ({ location }) => [to, ...covers].some((beginning) => location.pathname.startsWith(beginning)),
  });
  return (
    <li>
      <Link to={to} className="s-nav__item" data-here={here} activeOptions={{ includeSearch: false }}>
        <Icon size={20} stroke={1.7} />
        <span>{label}</span>
        {Badge !== undefined && (
          <Suspense>
            <Badge />
          </Suspense>
        )}
      </Link>
    </li>
  );
}
