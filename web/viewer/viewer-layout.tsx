import './viewer.css';
import './shelves.css';
import './title.css';
import { IconSearch } from '@tabler/icons-react';
import { Link, Outlet, useNavigate, useRouterState } from '@tanstack/react-router';
import { useEffect, useRef, useState } from 'react';
import { Provider } from 'urql';
import { createGatewayClient } from '../app/graphql/client.ts';
import { Wordmark } from '../design/bits.tsx';
import { ThemeSwitch } from '../design/theme-switch.tsx';

const client = createGatewayClient(null);

/** The cinema's frame: a quiet header over the picture, the page, a footer. */
export function ViewerLayout() {
  return (
    <Provider value={client}>
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
      </header>
      <main id="content" tabIndex={-1} className="v-main">
        <Outlet />
      </main>
      <footer className="v-footer">
        <Wordmark />
        <p>
          Films, from the reel to the screen. <Link to="/studio">Studio</Link>
        </p>
      </footer>
    </Provider>
  );
}

/** Searches while typing; the words live in the address, so that a search can be shared and left by going back. */
function SearchBox() {
  const navigate = useNavigate();
  const asked = useRouterState({ select: (state) => (state.location.search as { q?: string }).q ?? '' });
  const [text, setText] = useState(asked);
  const typed = useRef(asked);
  useEffect(() => {
    if (asked !== typed.current) {
      typed.current = asked;
      setText(asked);
    }
  }, [asked]);
  useEffect(() => {
    if (text === typed.current) return;
    const timer = setTimeout(() => {
      const first = typed.current === '';
      typed.current = text.trim() === '' ? '' : text;
      void navigate({
        to: '/',
        search: typed.current === '' ? {} : { q: typed.current },
        replace: !first,
        resetScroll: true,
      });
    }, 180);
    return () => clearTimeout(timer);
  }, [text, navigate]);

  return (
    <form className="search v-search" role="search" onSubmit={(event) => event.preventDefault()}>
      <IconSearch size={18} aria-hidden="true" />
      <input
        className="input"
        type="search"
        aria-label="Search films"
        placeholder="Search"
        maxLength={100}
        value={text}
        onChange={(event) => setText(event.target.value)}
      />
    </form>
  );
}
