import { useEffect, useState } from 'react';
import { useMutation, useQuery } from 'urql';
import { rememberToken } from '../app/graphql/consistency.ts';
import { failureOf } from '../app/graphql/failure.ts';
import { randomUuid } from '../app/uuid.ts';
import { BuyTitleMutation, PurchaseQuery, RentTitleMutation } from './purchase.queries.ts';
import type { Offer } from './purchase.queries.ts';

/** How often a payment that is on its way is asked about, ms. */
const ASK_EVERY_MS = 1000;

/** Rents or buys, and says what came of it; a second press while the first is on its way is the same one. */
export function useAskPurchase(titleId: string) {
  const [commandId, setCommandId] = useState(randomUuid);
  const [problem, setProblem] = useState<{ readonly code: string; readonly message: string } | null>(null);
  const [renting, rent] = useMutation(RentTitleMutation);
  const [buying, buy] = useMutation(BuyTitleMutation);
  /** @returns the purchase, also where it was theirs before; undefined: `problem` says why not */
  const ask = async ({ model, priceId }: Offer): Promise<string | undefined> => {
    setProblem(null);
    const { data, error } = await (model === 'RENT' ? rent : buy)({ commandId, titleId, priceId });
    const answer = data === undefined ? undefined : 'rentTitle' in data ? data.rentTitle : data.buyTitle;
    // Whatever came of it is final: the next press is another wish. An answer that was lost is asked for again.
    if (answer !== undefined) setCommandId(randomUuid());
    if (answer === undefined || 'message' in answer) {
      const message = answer?.message ?? (error === undefined ? 'Try again.' : failureOf(error).remedy);
      setProblem({ code: answer?.code ?? '', message });
      return undefined;
    }
    if (answer.__typename === 'PurchaseAsked') rememberToken(answer.token);
    return answer.purchaseId;
  };
  return { ask, isAsking: renting.fetching || buying.fetching, problem };
}

/** A purchase, asked for again as long as its payment is on its way. */
export function usePurchase(id: string) {
  const [{ data, error, fetching }, refresh] = useQuery({
    query: PurchaseQuery,
    variables: { id },
    requestPolicy: 'cache-and-network',
  });
  const purchase = data?.purchase ?? undefined;
  const isOpen = purchase === undefined || purchase.status === 'PAYING' || purchase.status === 'CONFIRM';
  useEffect(() => {
    if (!isOpen || fetching) return undefined;
    const timer = setTimeout(() => refresh({ requestPolicy: 'network-only' }), ASK_EVERY_MS);
    return () => clearTimeout(timer);
  }, [isOpen, fetching, refresh]);
  return { purchase, error, refresh };
}
