import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { useQuery } from 'urql';
import { Button } from '../../design/button.tsx';
import { dayOf } from '../../design/days.ts';
import { Dialog } from '../../design/dialog.tsx';
import { FailedPart } from '../../design/failed-part.tsx';
import { Skeleton } from '../../design/states.tsx';
import { CouponUsesQuery } from './coupons.queries.ts';
import type { CouponLine } from './coupons.queries.ts';

/** Who uses a coupon, the latest first. */
export function CouponUses({ coupon, onClose }: { coupon: CouponLine; onClose: () => void }) {
  const [after, setAfter] = useState<string | null>(null);
  const [{ data, error, fetching }, refresh] = useQuery({
    query: CouponUsesQuery,
    variables: { id: coupon.id, after },
    requestPolicy: 'cache-and-network',
  });
  const uses = data?.coupon?.uses;
  return (
    <Dialog
      title={`Who uses ${coupon.code}`}
      onClose={onClose}
      actions={
        <>
          {uses?.pageInfo.hasNextPage === true && (
            <Button look="outline" onClick={() => setAfter(uses.pageInfo.endCursor)}>
              Older ones
            </Button>
          )}
          <Button look="primary" onClick={onClose}>
            Close
          </Button>
        </>
      }
    >
      {data === undefined &&
        (error !== undefined && !fetching ? (
          <FailedPart what="The uses" error={error} onRetry={() => refresh({ requestPolicy: 'network-only' })} />
        ) : (
          <Skeleton height={120} />
        ))}
      {uses?.edges.length === 0 && <p className="s-lead">Nobody uses it.</p>}
      <ul className="s-plain-list">
        {uses?.edges.map(({ node }) => (
          <li key={node.accountId}>
            <Link to="/studio/customers/$accountId" params={{ accountId: node.accountId }} className="s-inline-link">
              …{node.accountId.slice(-8)}
            </Link>{' '}
            since {dayOf(node.at)}
          </li>
        ))}
      </ul>
    </Dialog>
  );
}
