import { IconMovieOff } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { buttonClass } from '../design/button.tsx';
import { StateMessage } from '../design/states.tsx';

export function NotFoundPage() {
  return (
    <main>
      <title>Not found · Reprise</title>
      <StateMessage
        whole
        icon={<IconMovieOff size={30} stroke={1.6} />}
        title="There is nothing at this address"
        actions={
          <Link to="/" className={buttonClass('primary')}>
            See all films
          </Link>
        }
      >
        The link may be old or mistyped.
      </StateMessage>
    </main>
  );
}
