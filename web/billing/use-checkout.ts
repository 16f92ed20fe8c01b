import { useState } from 'react';
import { useMutation } from 'urql';
import { failureOf } from '../app/graphql/failure.ts';
import { randomUuid } from '../app/uuid.ts';
import { OpenCheckoutMutation } from './payment.queries.ts';

/** Leads to the page of the provider where a card is entered, and from there to `next`, a path of ours. */
export function useCheckout(next: string) {
  const [problem, setProblem] = useState<string | null>(null);
  const [isLeaving, setLeaving] = useState(false);
  const [, open] = useMutation(OpenCheckoutMutation);
  const leave = async () => {
    setProblem(null);
    setLeaving(true);
    const { data, error } = await open({ commandId: randomUuid(), next });
    const answer = data?.openCheckout;
    if (answer?.__typename === 'CheckoutToVisit') return location.assign(answer.url);
    setLeaving(false);
    setProblem(answer?.message ?? (error === undefined ? 'Try again.' : failureOf(error).remedy));
  };
  return { leave, isLeaving, problem };
}
