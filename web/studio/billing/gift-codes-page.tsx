import { IconGift, IconPlus } from '@tabler/icons-react';
import { useState } from 'react';
import { useMutation, useQuery } from 'urql';
import { randomUuid } from '../../app/uuid.ts';
import { Chip } from '../../design/bits.tsx';
import { Button } from '../../design/button.tsx';
import { money } from '../../design/money.ts';
import { FailureMessage, Skeleton, StateMessage } from '../../design/states.tsx';
import { SureDialog } from '../sure-dialog.tsx';
import { dayOf } from '../../design/days.ts';
import { PageHead } from '../page-head.tsx';
import { GiftCodesQuery, VoidGiftCodeMutation } from './gift-codes.queries.ts';
import type { GiftCodeLine } from './gift-codes.queries.ts';
import { MakeGiftCodes } from './make-gift-codes.tsx';

const PAGE = 50;
const STATES = {
  OPEN: ['can be used', 'good'],
  REDEEMED: ['used', 'info'],
  VOID: ['void', undefined],
  OVER: ['over', undefined],
} as const;

/** Codes that give credit: those that there are, and new ones. */
export function GiftCodesPage() {
  const [after, setAfter] = useState<string | null>(null);
  const [isMaking, setMaking] = useState(false);
  const [ending, setEnding] = useState<GiftCodeLine | null>(null);
  const [{ data, error, fetching }, refresh] = useQuery({
    query: GiftCodesQuery,
    variables: { first: PAGE, after },
    requestPolicy: 'cache-and-network',
  });
  const [, makeVoid] = useMutation(VoidGiftCodeMutation);
  const again = () => refresh({ requestPolicy: 'network-only' });
  const manages = data?.me.permissions.includes('billing.refund') === true;
  const codes = data?.giftCodes.edges.map(({ node }) => node);
  const make = (
    <Button look="primary" onClick={() => setMaking(true)}>
      <IconPlus size={18} />
      Make codes
    </Button>
  );
  return (
    <>
      <PageHead title="Gift codes" actions={manages && (codes?.length ?? 0) > 0 && make}>
        <p className="s-lead">
          Each gives credit, once, to whoever brings it first. Codes are shown when they are made, and never again.
        </p>
      </PageHead>
      {data === undefined && error !== undefined && !fetching && <FailureMessage error={error} onRetry={again} />}
      {data === undefined && (error === undefined || fetching) && <Skeleton height={240} />}
      {codes?.length === 0 && after === null && (
        <StateMessage
          icon={<IconGift size={30} stroke={1.6} />}
          title="There is no gift code yet"
          actions={manages && make}
        >
          A code is worth an amount, which pays what its owner rents, buys or subscribes to.
        </StateMessage>
      )}
      {codes !== undefined && codes.length > 0 && <Codes codes={codes} onEnd={manages ? setEnding : undefined} />}
      {(after !== null || data?.giftCodes.pageInfo.hasNextPage === true) && (
        <div className="s-card__actions">
          {after !== null && (
            <Button look="outline" onClick={() => setAfter(null)}>
              The newest
            </Button>
          )}
          {data?.giftCodes.pageInfo.hasNextPage === true && (
            <Button look="outline" onClick={() => setAfter(data.giftCodes.pageInfo.endCursor)}>
              Older ones
            </Button>
          )}
        </div>
      )}
      {isMaking && data !== undefined && (
        <MakeGiftCodes currencies={data.sellableCurrencies} onMade={again} onClose={() => setMaking(false)} />
      )}
      {ending !== null && (
        <SureDialog
          title={`Make …${ending.ending} void?`}
          act="Make it void"
          run={() =>
            makeVoid({ commandId: randomUuid(), giftCodeId: ending.id, why: 'Made void on the page of gift codes.' })
          }
          onDone={again}
          onClose={() => setEnding(null)}
        >
          It gives nothing any more, whoever has it. This cannot be taken back.
        </SureDialog>
      )}
    </>
  );
}

function Codes({
  codes,
  onEnd,
}: {
  codes: readonly GiftCodeLine[];
  onEnd: ((code: GiftCodeLine) => void) | undefined;
}) {
  return (
    <div className="s-scroll" tabIndex={0} role="region" aria-label="Gift codes">
      <table className="s-table s-table--plain">
        <caption className="visually-hidden">Gift codes</caption>
        <thead>
          <tr>
            <th scope="col">Code</th>
            <th scope="col">For</th>
            <th scope="col" className="s-num">
              Amount
            </th>
            <th scope="col" className="s-hide">
              Until
            </th>
            <th scope="col">State</th>
            {onEnd !== undefined && (
              <th scope="col">
                <span className="visually-hidden">What can be done</span>
              </th>
            )}
          </tr>
        </thead>
        <tbody>
          {codes.map((code) => {
            const [state, tone] = STATES[code.status];
            return (
              <tr key={code.id}>
                <th scope="row">…{code.ending}</th>
                <td>{code.label}</td>
                <td className="s-num">{money(code.amount)}</td>
                <td className="s-hide">{code.validUntil === null ? 'for good' : dayOf(code.validUntil)}</td>
                <td>
                  <Chip {...(tone === undefined ? {} : { tone })}>{state}</Chip>
                </td>
                {onEnd !== undefined && (
                  <td>
                    {code.status === 'OPEN' && (
                      <Button look="ghost" small onClick={() => onEnd(code)}>
                        Make void
                        <span className="visually-hidden"> …{code.ending}</span>
                      </Button>
                    )}
                  </td>
                )}
              </tr>
            );
          })}
        </tbody>
      </table>
    </div>
  );
}
