import { IconDiscount, IconPlus } from '@tabler/icons-react';
import { useState } from 'react';
import { useMutation, useQuery } from 'urql';
import { randomUuid } from '../../app/uuid.ts';
import { Chip, useNow } from '../../design/bits.tsx';
import { Button } from '../../design/button.tsx';
import { dayOf } from '../../design/days.ts';
import { FailureMessage, Skeleton, StateMessage } from '../../design/states.tsx';
import { PageHead } from '../page-head.tsx';
import { SureDialog } from '../sure-dialog.tsx';
import { CouponDialog } from './coupon-dialog.tsx';
import { CouponUses } from './coupon-uses.tsx';
import { isFor, stateOf, takesOff } from './coupon-words.ts';
import { CouponsQuery, RetireCouponMutation } from './coupons.queries.ts';
import type { CouponLine, PlanName } from './coupons.queries.ts';

const PAGE = 50;
const TONES = { 'can be used': 'good', 'begins later': 'info' } as const;

type Open = { readonly what: 'make' } | { readonly what: 'retire' | 'uses'; readonly coupon: CouponLine };

/** Codes that make subscriptions cost less: those that there are, and new ones. */
export function CouponsPage() {
  const [after, setAfter] = useState<string | null>(null);
  const [open, setOpen] = useState<Open | null>(null);
  const [{ data, error, fetching }, refresh] = useQuery({
    query: CouponsQuery,
    variables: { first: PAGE, after },
    requestPolicy: 'cache-and-network',
  });
  const [, retire] = useMutation(RetireCouponMutation);
  const again = () => refresh({ requestPolicy: 'network-only' });
  const may = (permission: string) => data?.me.permissions.includes(permission) === true;
  const manages = may('billing.manage');
  const coupons = data?.coupons.edges.map(({ node }) => node);
  const make = (
    <Button look="primary" onClick={() => setOpen({ what: 'make' })}>
      <IconPlus size={18} />
      Make a coupon
    </Button>
  );
  return (
    <>
      <PageHead title="Coupons" actions={manages && (coupons?.length ?? 0) > 0 && make}>
        <p className="s-lead">Each is a code that makes a subscription cost less, once for each account.</p>
      </PageHead>
      {data === undefined && error !== undefined && !fetching && <FailureMessage error={error} onRetry={again} />}
      {data === undefined && (error === undefined || fetching) && <Skeleton height={240} />}
      {coupons?.length === 0 && after === null && (
        <StateMessage
          icon={<IconDiscount size={30} stroke={1.6} />}
          title="There is no coupon yet"
          actions={manages && make}
        >
          A coupon takes a percentage or an amount off what a subscription costs, for as many periods as you say.
        </StateMessage>
      )}
      {data !== undefined && coupons !== undefined && coupons.length > 0 && (
        <Coupons
          coupons={coupons}
          plans={data.studioPlans}
          onUses={may('billing.read') ? (coupon) => setOpen({ what: 'uses', coupon }) : undefined}
          onRetire={manages ? (coupon) => setOpen({ what: 'retire', coupon }) : undefined}
        />
      )}
      {(after !== null || data?.coupons.pageInfo.hasNextPage === true) && (
        <div className="s-card__actions">
          {after !== null && (
            <Button look="outline" onClick={() => setAfter(null)}>
              The newest
            </Button>
          )}
          {data?.coupons.pageInfo.hasNextPage === true && (
            <Button look="outline" onClick={() => setAfter(data.coupons.pageInfo.endCursor)}>
              Older ones
            </Button>
          )}
        </div>
      )}
      {open?.what === 'make' && data !== undefined && (
        <CouponDialog
          currencies={data.sellableCurrencies}
          plans={data.studioPlans.filter(({ retired }) => !retired)}
          onMade={again}
          onClose={() => setOpen(null)}
        />
      )}
      {open?.what === 'uses' && <CouponUses coupon={open.coupon} onClose={() => setOpen(null)} />}
      {open?.what === 'retire' && (
        <SureDialog
          title={`Retire ${open.coupon.code}?`}
          act="Retire the coupon"
          run={() => retire({ commandId: randomUuid(), couponId: open.coupon.id })}
          onDone={again}
          onClose={() => setOpen(null)}
        >
          Nobody can use it any more; whoever used it keeps what it gives. The code cannot be used for another coupon.
          This cannot be taken back.
        </SureDialog>
      )}
    </>
  );
}

interface CouponsProps {
  readonly coupons: readonly CouponLine[];
  readonly plans: readonly PlanName[];
  readonly onUses: ((coupon: CouponLine) => void) | undefined;
  readonly onRetire: ((coupon: CouponLine) => void) | undefined;
}

function Coupons({ coupons, plans, onUses, onRetire }: CouponsProps) {
  const now = useNow(60_000);
  return (
    <div className="s-scroll" tabIndex={0} role="region" aria-label="Coupons">
      <table className="s-table s-table--plain">
        <caption className="visually-hidden">Coupons</caption>
        <thead>
          <tr>
            <th scope="col">Code</th>
            <th scope="col">Takes off</th>
            <th scope="col" className="s-hide">
              For
            </th>
            <th scope="col" className="s-hide">
              Until
            </th>
            <th scope="col" className="s-num">
              Used
            </th>
            <th scope="col">State</th>
            <th scope="col">
              <span className="visually-hidden">What can be done</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {coupons.map((coupon) => {
            const state = stateOf(coupon, now);
            const tone = state === 'can be used' || state === 'begins later' ? TONES[state] : undefined;
            return (
              <tr key={coupon.id}>
                <th scope="row">{coupon.code}</th>
                <td>{takesOff(coupon)}</td>
                <td className="s-hide">{isFor(coupon, plans)}</td>
                <td className="s-hide">{coupon.validUntil === null ? 'for good' : dayOf(coupon.validUntil)}</td>
                <td className="s-num">
                  {coupon.used.toLocaleString()} of {coupon.maxUses.toLocaleString()}
                </td>
                <td>
                  <Chip {...(tone === undefined ? {} : { tone })}>{state}</Chip>
                </td>
                <td>
                  {onUses !== undefined && coupon.used > 0 && (
                    <Button look="ghost" small onClick={() => onUses(coupon)}>
                      Uses<span className="visually-hidden"> of {coupon.code}</span>
                    </Button>
                  )}
                  {onRetire !== undefined && !coupon.retired && (
                    <Button look="ghost" small onClick={() => onRetire(coupon)}>
                      Retire<span className="visually-hidden"> {coupon.code}</span>
                    </Button>
                  )}
                </td>
              </tr>
            );
          })}
        </tbody>
      </table>
    </div>
  );
}
