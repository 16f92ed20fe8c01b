import './frame.css';
import './account.css';
import { IconUserOff } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { useQuery } from 'urql';
import { buttonClass } from '../design/button.tsx';
import { FailureMessage, Skeleton, StateMessage } from '../design/states.tsx';
import { InvoicesSection } from '../billing/invoices-section.tsx';
import { PlanSection } from '../billing/plan-section.tsx';
import { AccountQuery } from './account.queries.ts';
import { AddressAndPassword } from './address-and-password.tsx';
import { Devices } from './devices.tsx';
import { PageHeading } from './frame.tsx';
import { LinkedProviders } from './linked-providers.tsx';
import { Privacy } from './privacy.tsx';
import { WatchingNow } from '../player/watching-now.tsx';
import { Section } from './section.tsx';
import { Security } from './security.tsx';
import { SeenAsAnother, useSeesAsAnother } from './seen-as-another.tsx';

/** What belongs to somebody's account. */
export function AccountPage() {
  const [{ data, error, fetching }, refresh] = useQuery({ query: AccountQuery });
  const again = () => refresh({ requestPolicy: 'network-only' });
  if (data === undefined && error !== undefined && !fetching)
    return <FailureMessage whole error={error} onRetry={again} />;
  if (data === undefined) return <Loading />;
  if (data.myAccount === null) return <SignedOut />;
  return (
    <div className="a-page">
      <title>Your account · Reprise</title>
      <PageHeading>Your account</PageHeading>
      <AddressAndPassword account={data.myAccount} policy={data.accountPolicy} />
      <PlanSection />
      <InvoicesSection />
      <LinkedProviders linked={data.myAccount.openIds} offered={data.accountPolicy.providers} onChanged={again} />
      <Security />
      <Devices devices={data.myDevices} blocked={data.myBlockedDevices} onChanged={again} />
      <Section title="Watching now" lead="What your account plays, on whatever device.">
        <WatchingNow />
      </Section>
      <Privacy />
    </div>
  );
}

function SignedOut() {
  if (useSeesAsAnother()) return <SeenAsAnother />;
  return (
    <>
      <title>Your account · Reprise</title>
      <StateMessage
        whole
        icon={<IconUserOff size={30} stroke={1.6} />}
        title="You are not signed in"
        actions={
          <>
            <Link to="/sign-in" search={{ next: '/account' }} className={buttonClass('primary')}>
              Sign in
            </Link>
            <Link to="/sign-up" className={buttonClass('outline')}>
              Create an account
            </Link>
          </>
        }
      >
        Your address, your password and your devices are shown here when you are.
      </StateMessage>
    </>
  );
}

function Loading() {
  return (
    <div className="a-page" aria-busy="true" aria-label="Loading your account">
      <Skeleton width={220} height={34} />
      <Skeleton height={190} style={{ borderRadius: 16 }} />
      <Skeleton height={240} style={{ borderRadius: 16 }} />
    </div>
  );
}
