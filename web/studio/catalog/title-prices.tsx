import { IconPlus, IconTag } from '@tabler/icons-react';
import { useState } from 'react';
import { useMutation, useQuery } from 'urql';
import { randomUuid } from '../../app/uuid.ts';
import { Chip, useNow } from '../../design/bits.tsx';
import { Button } from '../../design/button.tsx';
import { money } from '../../design/money.ts';
import { FailureMessage, Skeleton, StateMessage } from '../../design/states.tsx';
import { SureDialog } from '../sure-dialog.tsx';
import { instantOf } from '../../design/days.ts';
import { placeName } from '../money-words.ts';
import { TitlePriceDialog } from './title-price-dialog.tsx';
import { TitlePricesQuery, WithdrawTitlePriceMutation } from './title-prices.queries.ts';
import type { TitlePriceLine } from './title-prices.queries.ts';
import { priceStateOf } from './title-price-state.ts';

const MODELS = [
  ['RENT', 'To rent', 'it can be rented'],
  ['BUY', 'To buy', 'it can be bought'],
] as const;

/** For how much a title is rented and bought, where and when. */
export function TitlePrices({ titleId, name }: { titleId: string; name: string }) {
  const [{ data, error, fetching }, refresh] = useQuery({
    query: TitlePricesQuery,
    variables: { id: titleId },
    requestPolicy: 'cache-and-network',
  });
  const [isSetting, setSetting] = useState(false);
  const [withdrawing, setWithdrawing] = useState<TitlePriceLine | null>(null);
  const [, withdraw] = useMutation(WithdrawTitlePriceMutation);
  const again = () => refresh({ requestPolicy: 'network-only' });
  if (data === undefined && error !== undefined && !fetching) return <FailureMessage error={error} onRetry={again} />;
  if (data === undefined) return <Skeleton height={240} style={{ marginTop: 24 }} />;
  const { prices = [], rights = [] } = data.title ?? {};
  const manages = data.me.permissions.includes('billing.manage');
  const set = (
    <Button look="primary" onClick={() => setSetting(true)}>
      <IconPlus size={18} />
      Set a price
    </Button>
  );
  const closed = MODELS.filter(
    ([model]) =>
      prices.some((price) => price.model === model && price.withdrawnAt === null) &&
      !rights.some((window) => window.model === model && !window.isEnded),
  );
  return (
    <>
      {closed.map(([model, , can]) => (
        <p key={model} className="notice" role="status">
          <span>It has a price, but no rights window says that {can}: nobody is offered it.</span>
        </p>
      ))}
      {prices.length === 0 ? (
        <StateMessage
          icon={<IconTag size={30} stroke={1.6} />}
          title="It is not sold by itself"
          actions={manages && set}
        >
          With a price, and a rights window for it, it can be rented or bought.
        </StateMessage>
      ) : (
        <>
          {manages && (
            <div className="s-card__actions" style={{ marginBlockEnd: 'var(--s4)' }}>
              {set}
            </div>
          )}
          {MODELS.map(([model, heading]) => (
            <Prices
              key={model}
              heading={heading}
              prices={prices.filter((price) => price.model === model)}
              onWithdraw={manages ? setWithdrawing : undefined}
            />
          ))}
        </>
      )}
      {isSetting && (
        <TitlePriceDialog
          titleId={titleId}
          name={name}
          currencies={data.sellableCurrencies}
          latest={prices[0]}
          onSet={again}
          onClose={() => setSetting(false)}
        />
      )}
      {withdrawing !== null && (
        <SureDialog
          title="Withdraw this price?"
          act="Withdraw it"
          run={() => withdraw({ commandId: randomUuid(), titleId, priceId: withdrawing.id })}
          onDone={again}
          onClose={() => setWithdrawing(null)}
        >
          {money(withdrawing.amount)} is not asked any more from now on. Where there is a price for everywhere, that one
          counts there. Whoever paid it keeps what they paid for.
        </SureDialog>
      )}
    </>
  );
}

function Prices({
  heading,
  prices,
  onWithdraw,
}: {
  heading: string;
  prices: readonly TitlePriceLine[];
  onWithdraw: ((price: TitlePriceLine) => void) | undefined;
}) {
  const now = useNow(60_000);
  const id = `prices-${heading.replaceAll(' ', '-')}`;
  if (prices.length === 0) return null;
  const isEverywhere = prices.every(({ territory }) => territory === null);
  const placeOf = ({ territory }: TitlePriceLine): string => (isEverywhere ? 'Everywhere' : placeName(territory));
  return (
    <section className="s-card" aria-labelledby={id}>
      <h2 id={id}>{heading}</h2>
      <div className="s-scroll" tabIndex={0} role="region" aria-label={`Prices, ${heading}`}>
        <table className="s-table s-table--plain">
          <caption className="visually-hidden">Prices, {heading}</caption>
          <thead>
            <tr>
              <th scope="col">Where</th>
              <th scope="col" className="s-num">
                Price
              </th>
              <th scope="col" className="s-hide">
                Tax
              </th>
              <th scope="col">State</th>
              <th scope="col">From</th>
              {onWithdraw !== undefined && (
                <th scope="col">
                  <span className="visually-hidden">What can be done</span>
                </th>
              )}
            </tr>
          </thead>
          <tbody>
            {prices.map((price) => {
              const state = priceStateOf(price, prices, now);
              return (
                <tr key={price.id}>
                  <th scope="row">{placeOf(price)}</th>
                  <td className="s-num">{money(price.amount)}</td>
                  <td className="s-hide">{price.taxIncluded ? 'in it' : 'on top'}</td>
                  <td>
                    <Chip {...(state === 'now' ? { tone: 'good' } : state === 'to come' ? { tone: 'info' } : {})}>
                      {state}
                    </Chip>
                  </td>
                  <td>{instantOf(price.from)}</td>
                  {onWithdraw !== undefined && (
                    <td>
                      {(state === 'now' || state === 'to come') && (
                        <Button look="ghost" small onClick={() => onWithdraw(price)}>
                          Withdraw
                          <span className="visually-hidden">
                            {' '}
                            {money(price.amount)}, {placeOf(price)}
                          </span>
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
    </section>
  );
}
