import { IconCloudOff, IconLock, IconRefresh } from '@tabler/icons-react';
import { Link, useRouterState } from '@tanstack/react-router';
import type { CSSProperties, ReactNode } from 'react';
import type { CombinedError } from 'urql';
import { failureOf } from '../app/graphql/failure.ts';
import { Button, buttonClass } from './button.tsx';

interface StateProps {
  readonly icon: ReactNode;
  readonly title: string;
  readonly children: ReactNode;
  readonly actions?: ReactNode;
  readonly bad?: boolean;
  /** The page's main heading, where the state is the whole page. */
  readonly whole?: boolean;
}

/** What will be here, or what went wrong, and the first step. */
export function StateMessage({ icon, title, children, actions, bad = false, whole = false }: StateProps) {
  const Heading = whole ? 'h1' : 'h2';
  return (
    <div className={bad ? 'state state--bad' : 'state'} role={bad ? 'alert' : undefined}>
      <div className="state__icon" aria-hidden="true">
        {icon}
      </div>
      <Heading className="state__title">{title}</Heading>
      <div className="state__text">{children}</div>
      {actions !== undefined && <div className="state__actions">{actions}</div>}
    </div>
  );
}

/** A failed request, with a way to repeat it. */
export function FailureMessage({
  error,
  onRetry,
  whole = false,
}: {
  error: CombinedError;
  onRetry: () => void;
  whole?: boolean;
}) {
  const failure = failureOf(error);
  return (
    <StateMessage
      bad
      whole={whole}
      title={failure.title}
      icon={failure.forbidden ? <IconLock size={30} stroke={1.6} /> : <IconCloudOff size={30} stroke={1.6} />}
      actions={
        failure.signIn === true ? (
          <SignInLink />
        ) : (
          <Button look="outline" onClick={onRetry}>
            <IconRefresh size={18} />
            Try again
          </Button>
        )
      }
    >
      {failure.remedy}
    </StateMessage>
  );
}

/** To the page for signing in, and back to this one. */
function SignInLink() {
  const here = useRouterState({ select: ({ location }) => location.href });
  return (
    <Link to="/sign-in" search={{ next: here }} className={buttonClass('primary')}>
      Sign in
    </Link>
  );
}

/** A grey stand-in of the size that the content will have. */
export function Skeleton({
  width = '100%',
  height = '1em',
  style,
}: {
  width?: number | string;
  height?: number | string;
  style?: CSSProperties;
}) {
  return <span className="skeleton" aria-hidden="true" style={{ width, height, ...style }} />;
}
