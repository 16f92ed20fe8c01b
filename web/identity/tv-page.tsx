import './pairing.css';
import { Link } from '@tanstack/react-router';
import { type KeyboardEvent, useRef } from 'react';
import { Button, buttonClass } from '../design/button.tsx';
import { QrCode } from '../design/qr-code.tsx';
import { Skeleton } from '../design/states.tsx';
import { PageHeading } from './frame.tsx';
import type { ShownCode } from './pairing.queries.ts';
import { useArrival } from './use-arrival.ts';
import { usePairing } from './use-pairing.ts';

/** Signs a screen without a keyboard in: it shows a code that is let in from a phone. */
export function TvPage() {
  const arrive = useArrival();
  const page = useRef<HTMLDivElement>(null);
  const { shown, said, stopped, again } = usePairing(arrive);
  return (
    <div ref={page} className="a-tv" onKeyDown={(event) => moveFocus(event, page.current)}>
      <title>Sign in on this screen · Reprise</title>
      <PageHeading>Sign in on this screen</PageHeading>
      {!stopped && <Ways shown={shown} />}
      <p className="a-tv__said" role="status">
        {said ??
          (shown === null ? 'Getting a code…' : 'This screen goes on by itself as soon as you have said yes there.')}
      </p>
      <div className="a-tv__actions">
        <Button look={stopped ? 'primary' : 'outline'} onClick={again}>
          Show another code
        </Button>
        <Link to="/sign-in" className={buttonClass('outline')}>
          Use a password
        </Link>
        <Link to="/" className={buttonClass('outline')}>
          All films
        </Link>
      </div>
    </div>
  );
}

function Ways({ shown }: { shown: ShownCode | null }) {
  return (
    <div className="a-tv__ways" aria-busy={shown === null}>
      <ol className="a-tv__steps">
        <li>
          On your phone, point the camera at the picture, or open
          <strong>
            {shown === null ? <Skeleton width={280} /> : shown.verificationUrl.replace(/^https?:\/\//, '')}
          </strong>
        </li>
        <li>
          There, make sure that this code is shown
          {shown === null ? (
            <span className="a-code">
              <Skeleton width="8ch" />
            </span>
          ) : (
            <strong className="a-code">{shown.userCode}</strong>
          )}
        </li>
      </ol>
      {shown === null ? (
        <Skeleton width={260} height={260} style={{ borderRadius: 16 }} />
      ) : (
        <QrCode text={shown.verificationUrlComplete} label={`Opens the page for the code ${shown.userCode}`} />
      )}
    </div>
  );
}

const STEPS: Readonly<Record<string, number>> = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 };

/** A remote control has arrows and no Tab. */
function moveFocus(event: KeyboardEvent, page: HTMLElement | null): void {
  const step = STEPS[event.key];
  if (step === undefined || page === null) return;
  const ways = [...page.querySelectorAll<HTMLElement>('.a-tv__actions :is(a, button)')];
  const now = ways.findIndex((way) => way === document.activeElement);
  event.preventDefault();
  (now === -1 ? ways[0] : ways[now + step])?.focus();
}
