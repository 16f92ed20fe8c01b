import './menu.css';
import { IconLogout, IconSettings, IconUser } from '@tabler/icons-react';
import { Link, useRouterState } from '@tanstack/react-router';
import { useRef } from 'react';
import { useQuery } from 'urql';
import { buttonClass, IconButton } from '../design/button.tsx';
import { HereQuery } from './sign-in.queries.ts';
import { useSignOut } from './use-sign-out.ts';

/** In the header: the way in, or who is signed in and what is theirs. */
export function AccountMenu() {
  const [{ data }] = useQuery({ query: HereQuery });
  if (data === undefined) return <span className="v-account" aria-hidden="true" />;
  return data.myAccount === null ? <SignInLink /> : <Menu email={data.myAccount.email} />;
}

function SignInLink() {
  const here = useRouterState({ select: ({ location }) => location.href });
  return (
    <Link to="/sign-in" search={here === '/' ? {} : { next: here }} className={buttonClass('outline', 'v-account')}>
      Sign in
    </Link>
  );
}

function Menu({ email }: { email: string }) {
  const list = useRef<HTMLDivElement>(null);
  const { signOut, problem } = useSignOut();
  const close = () => list.current?.hidePopover();
  return (
    <>
      <IconButton label="Your account" className="v-account" popoverTarget="account-menu">
        <IconUser size={21} stroke={1.8} />
      </IconButton>
      <div ref={list} id="account-menu" popover="auto" className="v-menu">
        <p className="v-menu__who">{email}</p>
        <Link to="/account" className="v-menu__item" onClick={close}>
          <IconSettings size={19} stroke={1.8} />
          Account
        </Link>
        <button type="button" className="v-menu__item" onClick={() => void signOut()}>
          <IconLogout size={19} stroke={1.8} />
          Sign out
        </button>
        {problem !== null && (
          <p className="field__error" role="alert">
            {problem}
          </p>
        )}
      </div>
    </>
  );
}
