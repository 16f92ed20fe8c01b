import { IconArrowLeft, IconUserOff } from '@tabler/icons-react';
import { getRouteApi, Link } from '@tanstack/react-router';
import { useQuery } from 'urql';
import { buttonClass } from '../../design/button.tsx';
import { FailureMessage, Skeleton, StateMessage } from '../../design/states.tsx';
import { History } from '../history/history.tsx';
import { PageHead } from '../page-head.tsx';
import { type TabLink, Tabs } from '../tabs.tsx';
import { HelpPerson } from './help-person.tsx';
import { PersonFacts } from './person-facts.tsx';
import { PersonState } from './people-table.tsx';
import { Suspension } from './suspension.tsx';
import { SeeAsButton } from './see-as-dialog.tsx';
import { PersonQuery } from './person.queries.ts';
import { WatchingTab } from './watching-tab.tsx';

const route = getRouteApi('/studio/people/$accountId');

/** One person: who they are here, what they may do, where they are signed in, and what has happened. */
export function PersonPage() {
  const { accountId } = route.useParams();
  const { tab } = route.useSearch();
  const [{ data, error, fetching }, refresh] = useQuery({
    query: PersonQuery,
    variables: { id: accountId },
    // Each look is written into the log: one look, one question.
    requestPolicy: 'network-only',
  });
  const again = () => refresh({ requestPolicy: 'network-only' });
  if (data === undefined && error !== undefined && !fetching)
    return <FailureMessage whole error={error} onRetry={again} />;
  if (data === undefined)
    return (
      <div aria-busy="true">
        <Skeleton width={260} height={34} />
        <Skeleton height={160} style={{ marginTop: 24 }} />
      </div>
    );
  if (data.person === null)
    return (
      <StateMessage
        whole
        icon={<IconUserOff size={30} stroke={1.6} />}
        title="There is no such person here"
        actions={
          <Link to="/studio/people" className={buttonClass('primary')}>
            See who is
          </Link>
        }
      >
        The link may be mistyped.
      </StateMessage>
    );
  const page = data.person;
  const { person } = page;
  const to = { to: '/studio/people/$accountId', params: { accountId } } as const;
  return (
    <>
      <PageHead
        title={person.email ?? 'Forgotten'}
        crumb={
          <Link to="/studio/people" className="s-back">
            <IconArrowLeft size={16} />
            People
          </Link>
        }
        state={<PersonState person={person} />}
        actions={person.status !== 'FORGOTTEN' && <SeeAsButton page={page} />}
      >
        <p className="s-lead">That you looked at this page stands in the log.</p>
      </PageHead>
      <Tabs
        label="Person"
        tabs={[
          { name: 'Person', link: (inner) => <Link {...to} search={{}} {...inner} /> },
          { name: 'Watching', link: (inner) => <Link {...to} search={{ tab: 'watching' }} {...inner} /> },
          ...(data.me.permissions.includes('billing.read')
            ? [
                {
                  name: 'Money',
                  link: (inner: Parameters<TabLink>[0]) => (
                    <Link to="/studio/customers/$accountId" params={{ accountId }} {...inner} />
                  ),
                },
              ]
            : []),
          { name: 'History', link: (inner) => <Link {...to} search={{ tab: 'history' }} {...inner} /> },
        ]}
      />
      {tab === 'watching' ? (
        <WatchingTab
          accountId={person.id}
          profileIds={page.profiles.map(({ id }) => id)}
          seesLog={data.me.permissions.includes('log.read')}
        />
      ) : tab === 'history' ? (
        <History
          streams={[
            ['The account', `account-${person.id}`],
            ['Playing films', `suspension-${person.id}`],
            ...page.devices.map(({ signInId, device }) => [device, `signin-${signInId}`] as const),
          ]}
        />
      ) : (
        <div className="s-stack">
          {data.me.permissions.includes('people.help') &&
            person.status !== 'FORGOTTEN' &&
            data.myAccount?.id !== person.id && <HelpPerson person={person} onHelped={again} />}
          {person.status !== 'FORGOTTEN' && (
            <Suspension
              page={page}
              mayChange={data.me.permissions.includes('people.help') && data.myAccount?.id !== person.id}
              onChanged={again}
            />
          )}
          <PersonFacts page={page} />
        </div>
      )}
    </>
  );
}
