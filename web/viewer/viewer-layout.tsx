import './viewer.css';
import './shelves.css';
import './title.css';
import { Link, Outlet, useNavigate, useRouterState } from '@tanstack/react-router';
import { ViewerProvider } from '../app/graphql/viewer-client.tsx';
import { Wordmark } from '../design/bits.tsx';
import { SearchField } from '../design/search-field.tsx';
import { ThemeSwitch } from '../design/theme-switch.tsx';
import { PlansLink } from '../billing/plans-link.tsx';
import { AccountMenu } from '../identity/account-menu.tsx';

/** The viewer's frame: a quiet header over the picture, the page, a footer. */
export function ViewerLayout() {
  return (
    <ViewerProvider>
      <a className="skip-link" href="#content">
        Skip to the films
      </a>
      <header className="v-header">
        <Link to="/">
          <Wordmark />
          <span className="visually-hidden">, all films</span>
        </Link>
        <SearchBox />
        <ThemeSwitch area="viewer" />
        <AccountMenu />
      </header>
      <main id="content" tabIndex={-1} className="v-main">
        <Outlet />
      </main>
      <footer className="v-footer">
        <Wordmark />
        <p>
          Films, from the reel to the screen. <PlansLink /> <Link to="/studio">Studio</Link>
        </p>
      </footer>
    </ViewerProvider>
  );
}

/** The words live in the address, so that a search can be shared and left by going back. */
function SearchBox() {
  const navigate = useNavigate();
  const asked = useRouterState({ select: (state) => (state.location.search as { q?: string }).q ?? '' });
  return (
    <SearchField
      label="Search films"
      placeholder="Search"
      className="v-search"
      value={asked}
      onValue={(q) =>
        void navigate({ to: '/', search: q === '' ? {} : { q }, replace: asked !== '', resetScroll: true })
      }
    />
  );
}
