import { IconMoodCheck } from '@tabler/icons-react';
import { getRouteApi, Link } from '@tanstack/react-router';
import { useEffect, useState } from 'react';
import { useQuery } from 'urql';
import { Button } from '../../design/button.tsx';
import { money } from '../../design/money.ts';
import { FailureMessage, Skeleton, StateMessage } from '../../design/states.tsx';
import { PageHead } from '../page-head.tsx';
import { type CustomerSubscription, DunningQuery } from './customer.queries.ts';
import { failureIn, nextStepOf } from './subscription-words.ts';
import { dayOf } from '../../design/days.ts';

const route = getRouteApi('/studio/overdue');

/** Who owes for a subscription: since when, how much, why it failed, and what happens next. */
export function DunningPage() {
  const suspended = route.useSearch().show === 'suspended';
  const [after, setAfter] = useState<string | null>(null);
  useEffect(() => setAfter(null), [suspended]);
  const [{ data, error, fetching }, refresh] = useQuery({
    query: DunningQuery,
    variables: { suspended, ...(after === null ? {} : { after }) },
    requestPolicy: 'cache-and-network',
  });
  const again = () => refresh({ requestPolicy: 'network-only' });
  const count = (status: CustomerSubscription['status']) =>
    data?.subscriptionCounts.find((each) => each.status === status)?.count ?? 0;
  const rows = data?.overdueSubscriptions.edges.map(({ node }) => node);
  return (
    <>
      <PageHead title="Overdue">
        <p className="s-lead">
          A payment that failed is tried again on days 1, 3 and 5 while access stays, and on days 7, 10, 14 and 21
          without; then the subscription is over. Only its owner can pay by another card; open a customer to end a
          subscription or to give credit.
        </p>
        {data !== undefined && (
          <Funnel
            steps={[
              ['paid', count('ACTIVE')],
              ['overdue', count('PAST_DUE')],
              ['suspended', count('SUSPENDED')],
            ]}
          />
        )}
        <nav className="s-filter" aria-label="Which to show">
          <Link
            to="/studio/overdue"
            search={{}}
            activeOptions={{ exact: true }}
            className="s-filter__item"
            data-here={!suspended}
          >
            With access
          </Link>
          <Link
            to="/studio/overdue"
            search={{ show: 'suspended' }}
            activeOptions={{ exact: true }}
            className="s-filter__item"
            data-here={suspended}
          >
            Suspended
          </Link>
        </nav>
      </PageHead>
      {rows === undefined && error !== undefined && !fetching && <FailureMessage error={error} onRetry={again} />}
      {rows === undefined && (error === undefined || fetching) && (
        <div aria-busy="true">
          {[0, 1, 2].map((row) => (
            <Skeleton key={row} height={52} style={{ marginBottom: 8 }} />
          ))}
        </div>
      )}
      {rows?.length === 0 && (
        <StateMessage
          icon={<IconMoodCheck size={30} stroke={1.6} />}
          title={suspended ? 'Nobody is suspended' : 'Nobody owes anything'}
        >
          {suspended
            ? 'Whose payment is overdue for a week appears here.'
            : 'Whose payment for a subscription fails appears here, until it is made.'}
        </StateMessage>
      )}
      {rows !== undefined && rows.length > 0 && <Overdue rows={rows} />}
      <div className="s-more">
        {after !== null && (
          <Button look="outline" onClick={() => setAfter(null)}>
            First page
          </Button>
        )}
        {data?.overdueSubscriptions.pageInfo.hasNextPage === true && (
          <Button look="outline" onClick={() => setAfter(data.overdueSubscriptions.pageInfo.endCursor)}>
            Next page
          </Button>
        )}
      </div>
    </>
  );
}

/** How many stand at each step, drawn by their share of the first. */
function Funnel({ steps }: { steps: readonly (readonly [name: string, count: number])[] }) {
  const most = Math.max(1, ...steps.map(([, count]) => count));
  return (
    <dl className="s-funnel">
      {steps.map(([name, count]) => (
        <div key={name} className="s-funnel__step">
          <dt>{name}</dt>
          <dd>
            <span className="s-funnel__bar" aria-hidden="true">
              <i data-step={name} style={{ width: `${(count / most) * 100}%` }} />
            </span>
            {count.toLocaleString()}
          </dd>
        </div>
      ))}
    </dl>
  );
}

function Overdue({ rows }: { rows: readonly CustomerSubscription[] }) {
  return (
    <div className="s-scroll" tabIndex={0} role="region" aria-label="Overdue subscriptions">
      <table className="s-table s-table--plain">
        <caption className="visually-hidden">Overdue subscriptions</caption>
        <thead>
          <tr>
            <th scope="col">Since</th>
            <th scope="col" className="s-num">
              Owed
            </th>
            <th scope="col">Why</th>
            <th scope="col" className="s-hide">
              Plan
            </th>
            <th scope="col" className="s-hide">
              Next
            </th>
            <th scope="col">Customer</th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.id}>
              <th scope="row">{row.overdueSince === null ? '–' : dayOf(row.overdueSince)}</th>
              <td className="s-num">{money(row.openInvoice?.gross ?? row.price)}</td>
              <td>
                {row.lastFailure === null ? '–' : failureIn(row.lastFailure)}
                <span className="s-blocked">{row.failures > 1 && `${row.failures} times`}</span>
              </td>
              <td className="s-hide">{row.planName}</td>
              <td className="s-hide">
                {row.nextStepAt === null ? (nextStepOf(row) ?? '–') : `${dayOf(row.nextStepAt)}: ${nextStepOf(row)}`}
              </td>
              <td>
                <Link
                  to="/studio/customers/$accountId"
                  params={{ accountId: row.accountId }}
                  className="s-inline-link"
                  aria-label={`Open the customer of ${row.planName}, overdue since ${row.overdueSince === null ? 'now' : dayOf(row.overdueSince)}`}
                >
                  Open
                </Link>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
