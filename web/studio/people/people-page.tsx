import { IconUserPlus, IconUsers } from '@tabler/icons-react';
import { getRouteApi, Link } from '@tanstack/react-router';
import { useEffect, useState } from 'react';
import { useQuery } from 'urql';
import { Button } from '../../design/button.tsx';
import { FailureMessage, Skeleton, StateMessage } from '../../design/states.tsx';
import { PageHead } from '../page-head.tsx';
import { FindPerson } from './find-person.tsx';
import { InviteDialog } from './invite-dialog.tsx';
import { PeopleQuery, type Person } from './people.queries.ts';
import { PeopleTable } from './people-table.tsx';
import { RolesDialog } from './roles-dialog.tsx';

const route = getRouteApi('/studio/people');
const pageSize = 50;

/** Who has an account, and what they may do here. */
export function PeoplePage() {
  const staff = route.useSearch().who !== 'everybody';
  const [after, setAfter] = useState<string | null>(null);
  const [inviting, setInviting] = useState(false);
  const [open, setOpen] = useState<Person | null>(null);
  useEffect(() => setAfter(null), [staff]);
  const [{ data, error, fetching }, refresh] = useQuery({
    query: PeopleQuery,
    variables: { first: pageSize, staff, ...(after === null ? {} : { after }) },
    // Each look at a page of people is written into the log: one look, one question.
    requestPolicy: 'network-only',
  });
  const again = () => refresh({ requestPolicy: 'network-only' });
  const people = data?.people.edges.map(({ node }) => node);
  const manages = data?.me.permissions.includes('people.manage') === true;
  return (
    <>
      <PageHead
        title="People"
        actions={
          manages && (
            <Button look="primary" onClick={() => setInviting(true)}>
              <IconUserPlus size={18} />
              Invite
            </Button>
          )
        }
      >
        <nav className="s-filter" aria-label="Whom to show">
          <Link
            to="/studio/people"
            search={{}}
            activeOptions={{ exact: true }}
            className="s-filter__item"
            data-here={staff}
          >
            Who works here
          </Link>
          <Link
            to="/studio/people"
            search={{ who: 'everybody' }}
            activeOptions={{ exact: true }}
            className="s-filter__item"
            data-here={!staff}
          >
            Everybody
          </Link>
        </nav>
        <FindPerson />
        <p className="s-lead">That you looked at this page stands in the log.</p>
      </PageHead>
      {people === undefined && error !== undefined && !fetching && <FailureMessage error={error} onRetry={again} />}
      {people === undefined && (error === undefined || fetching) && (
        <div aria-busy="true">
          {[0, 1, 2, 3].map((row) => (
            <Skeleton key={row} height={52} style={{ marginBottom: 8 }} />
          ))}
        </div>
      )}
      {people?.length === 0 && (
        <StateMessage
          icon={<IconUsers size={30} stroke={1.6} />}
          title={staff ? 'Nobody has a role yet' : 'Nobody has an account yet'}
        >
          {staff
            ? 'Invite somebody by their address: they get a message with a link, and the role that you choose.'
            : 'Whoever signs up, or is invited, appears here.'}
        </StateMessage>
      )}
      {people !== undefined && people.length > 0 && (
        <PeopleTable people={people} own={data?.myAccount?.id ?? null} onChange={manages ? setOpen : null} />
      )}
      <div className="s-more">
        {after !== null && (
          <Button look="outline" onClick={() => setAfter(null)}>
            First page
          </Button>
        )}
        {data?.people.pageInfo.hasNextPage === true && (
          <Button look="outline" onClick={() => setAfter(data.people.pageInfo.endCursor)}>
            Next page
          </Button>
        )}
      </div>
      {inviting && <InviteDialog onClose={() => setInviting(false)} onInvited={again} />}
      {open !== null && (
        <RolesDialog
          person={people?.find(({ id }) => id === open.id) ?? open}
          isOwn={open.id === data?.myAccount?.id}
          onChanged={again}
          onClose={() => setOpen(null)}
        />
      )}
    </>
  );
}
