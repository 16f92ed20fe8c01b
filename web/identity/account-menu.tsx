import './menu.css';
import { IconLogout, IconMovie, IconSettings, IconTicket, IconUser, IconUsers } from '@tabler/icons-react';
import { Link, useRouterState } from '@tanstack/react-router';
import { useRef } from 'react';
import { useQuery } from 'urql';
import { buttonClass, IconButton } from '../design/button.tsx';
import { AvatarPicture } from './avatar.tsx';
import { HereQuery, type Here } from './sign-in.queries.ts';
import { useSignOut } from './use-sign-out.ts';

/** In the header: the way in, or who is signed in and what is theirs. */
export function AccountMenu() {
  const [{ data }] = useQuery({ query: HereQuery });
  if (data === undefined) return <span className="v-account" aria-hidden="true" />;
  // Nothing here is theirs while somebody sees as another.
  if (data.seeingAs !== null) return <span className="v-account" aria-hidden="true" />;
  return data.myAccount === null ? <SignInLink /> : <Menu here={data} />;
}

function SignInLink() {
  const here = useRouterState({ select: ({ location }) => location.href });
  return (
    <Link to="/sign-in" search={here === '/' ? {} : { next: here }} className={buttonClass('outline', 'v-account')}>
      Sign in
    </Link>
  );
}

function Menu({ here }: { here: Here }) {
  const list = useRef<HTMLDivElement>(null);
  const { signOut, problem } = useSignOut();
  const profile = here.myProfiles.find(({ current }) => current);
  const close = () => list.current?.hidePopover();
  return (
    <>
      <IconButton label="Your account" className="v-account" popoverTarget="account-menu">
        {profile === undefined ? (
          <IconUser size={21} stroke={1.8} />
        ) : (
          <AvatarPicture avatar={profile.avatar} className="v-account__picture" />
        )}
      </IconButton>
      <div ref={list} id="account-menu" popover="auto" className="v-menu">
        <p className="v-menu__who">
          {profile !== undefined && <strong>{profile.name}</strong>}
          {here.myAccount?.email}
        </p>
        <Link to="/profiles" className="v-menu__item" onClick={close}>
          <IconUsers size={19} stroke={1.8} />
          {profile === undefined ? 'Who is watching?' : 'Switch profile'}
        </Link>
        <Link to="/my-films" className="v-menu__item" onClick={close}>
          <IconMovie size={19} stroke={1.8} />
          My films
        </Link>
        <Link to="/account" className="v-menu__item" onClick={close}>
          <IconSettings size={19} stroke={1.8} />
          Account
        </Link>
        {here.plans.length > 0 && (
          <Link to="/plans" className="v-menu__item" onClick={close}>
            <IconTicket size={19} stroke={1.8} />
            Plans
          </Link>
        )}
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
