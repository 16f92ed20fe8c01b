import { IconCalendarClock, IconLock, IconMapPinOff, IconMovieOff } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { type ReactNode, useState } from 'react';
import { Button, buttonClass } from '../design/button.tsx';
import { counted } from '../design/format.ts';
import { money } from '../design/money.ts';
import { StateMessage } from '../design/states.tsx';
import { PinPad } from '../identity/pin-pad.tsx';
import type { Denied } from './player.queries.ts';

interface DenialProps {
  readonly refusal: Denied;
  readonly titleId: string;
  readonly onRetry: () => void;
  /** Tries the PIN of somebody grown up. @returns why it was not taken, or null */
  readonly onPin: (pin: string) => Promise<string | null>;
}

/** Why a film is not played, what can be done about it, and what that costs. */
export function Denial({ refusal, titleId, onRetry, onPin }: DenialProps) {
  const { offers, opensAt } = refusal;
  return (
    <StateMessage
      whole
      icon={ICONS[refusal.reason] ?? <IconMovieOff size={30} stroke={1.6} />}
      title={TITLES[refusal.reason] ?? 'This film cannot be played now'}
      actions={<Remedy refusal={refusal} titleId={titleId} onRetry={onRetry} onPin={onPin} />}
    >
      {refusal.message}
      {opensAt !== null && (
        <p className="p-denial__note">
          It is shown here again from <time dateTime={opensAt}>{dayOf(opensAt)}</time>.
        </p>
      )}
      {offers.length > 0 && (
        <ul className="p-offers" aria-label="What it costs">
          {offers.map((offer) =>
            offer.__typename === 'TitleOffer' ? (
              <li key={offer.model}>
                <span>{offer.model === 'RENT' ? 'Rent this film' : 'Buy this film'}</span>
                <strong>{money(offer.price)}</strong>
              </li>
            ) : (
              <li key={offer.planId}>
                <span>{offer.name}</span>
                <span>
                  <strong>{money(offer.price)}</strong> {everyOf(offer.interval)}
                  {offer.trialDays > 0 && <small>{counted(offer.trialDays, 'day')} for nothing first</small>}
                </span>
              </li>
            ),
          )}
        </ul>
      )}
    </StateMessage>
  );
}

type Reason = Denied['reason'];

const TITLES: Partial<Record<Reason, string>> = {
  PLAN_REQUIRED: 'This film has to be paid for',
  PAYMENT_DUE: 'Your last payment did not work',
  RENTAL_EXPIRED: 'The time of your rental is over',
  OUTSIDE_WINDOW: 'This film is not shown now',
  TERRITORY: 'This film is not shown where you are',
  LOCATION_UNVERIFIED: 'We cannot tell where you are',
  ACCOUNT_SUSPENDED: 'Your account plays no films at the moment',
  PIN_REQUIRED: 'This film is above your age limit',
  DEVICE_BLOCKED: 'This device is blocked',
  SIGNED_OUT: 'You are signed out on this device',
};

const ICONS: Partial<Record<Reason, ReactNode>> = {
  PLAN_REQUIRED: <IconLock size={30} stroke={1.6} />,
  PAYMENT_DUE: <IconLock size={30} stroke={1.6} />,
  RENTAL_EXPIRED: <IconCalendarClock size={30} stroke={1.6} />,
  OUTSIDE_WINDOW: <IconCalendarClock size={30} stroke={1.6} />,
  TERRITORY: <IconMapPinOff size={30} stroke={1.6} />,
  LOCATION_UNVERIFIED: <IconMapPinOff size={30} stroke={1.6} />,
  ACCOUNT_SUSPENDED: <IconLock size={30} stroke={1.6} />,
  PIN_REQUIRED: <IconLock size={30} stroke={1.6} />,
  DEVICE_BLOCKED: <IconLock size={30} stroke={1.6} />,
  SIGNED_OUT: <IconLock size={30} stroke={1.6} />,
};

/** The one thing to do. */
function Remedy({ refusal: { reason, offers }, titleId, onRetry, onPin }: DenialProps) {
  // Where it is in plans alone, they are what is chosen from.
  const isInPlansAlone = offers.length > 0 && offers.every(({ __typename }) => __typename === 'PlanOffer');
  if (isInPlansAlone)
    return (
      <Link to="/plans" search={{ film: titleId }} className={buttonClass('primary')}>
        See the plans
      </Link>
    );
  switch (reason) {
    case 'PLAN_REQUIRED':
    case 'RENTAL_EXPIRED':
      return (
        <Link to="/title/$titleId" params={{ titleId }} className={buttonClass('primary')}>
          How to watch it
        </Link>
      );
    case 'PAYMENT_DUE':
      return (
        <>
          <Link to="/account" hash="plan" className={buttonClass('primary')}>
            Your plan and payments
          </Link>
          <Button look="outline" onClick={onRetry}>
            I have paid
          </Button>
        </>
      );
    case 'ACCOUNT_SUSPENDED':
      return (
        <Link to="/account" className={buttonClass('primary')}>
          To your account
        </Link>
      );
    case 'PIN_REQUIRED':
      return <EnterPin onPin={onPin} />;
    case 'SIGNED_OUT':
      return (
        <Link to="/sign-in" search={{ next: `/watch/${titleId}` }} className={buttonClass('primary')}>
          Sign in
        </Link>
      );
    case 'OUTSIDE_WINDOW':
    case 'TERRITORY':
    case 'DEVICE_BLOCKED':
      return (
        <Link to="/" className={buttonClass('primary')}>
          See all films
        </Link>
      );
    default:
      return (
        <Button look="primary" onClick={onRetry}>
          Try again
        </Button>
      );
  }
}

/** The pad at once, and again for whoever closed it. */
function EnterPin({ onPin }: Pick<DenialProps, 'onPin'>) {
  const [isAsking, setAsking] = useState(true);
  return (
    <>
      <Button look="primary" onClick={() => setAsking(true)}>
        Enter a PIN
      </Button>
      <Link to="/" className={buttonClass('outline')}>
        See all films
      </Link>
      {isAsking && <PinPad name="somebody grown up" onPin={onPin} onClose={() => setAsking(false)} />}
    </>
  );
}

const dayOf = (instant: string): string =>
  new Date(instant).toLocaleString(undefined, { dateStyle: 'long', timeStyle: 'short' });

const everyOf = ({
  unit,
  count,
}: Extract<Denied['offers'][number], { __typename: 'PlanOffer' }>['interval']): string => {
  const name = unit === 'MONTH' ? 'month' : 'year';
  return count === 1 ? `a ${name}` : `every ${counted(count, name)}`;
};
