import { IconShieldLock } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { useEffect, useRef } from 'react';
import { buttonClass } from '../design/button.tsx';
import { Wordmark } from '../design/bits.tsx';

/** Tells somebody who works here that their roles wait for a second factor, and leads to where one is added. */
export function SecondFactorPage() {
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus(), []);
  return (
    <main className="s-token">
      <title>Studio · Reprise</title>
      <div className="s-token__box">
        <Wordmark area="Studio" />
        <h1 ref={heading} tabIndex={-1}>
          Add a second factor first
        </h1>
        <p>
          Whoever works here needs a passkey or an authenticator app beside the password. Your account has neither, so
          your roles wait: they hold as soon as you have added one, in this browser at once.
        </p>
        <Link to="/account" hash="security" className={buttonClass('primary')}>
          <IconShieldLock size={18} />
          Go to Security
        </Link>
        <Link to="/" className="s-link">
          Go to the films instead
        </Link>
      </div>
    </main>
  );
}
