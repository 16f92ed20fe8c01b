import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { useMutation } from 'urql';
import { randomUuid } from '../../app/uuid.ts';
import { Chip } from '../../design/bits.tsx';
import { Button } from '../../design/button.tsx';
import { money } from '../../design/money.ts';
import { Course } from './course.tsx';
import { CancelSubscriptionForMutation, type CustomerSubscription } from './customer.queries.ts';
import { canEnd, failureIn, nextStepOf, statusOf } from './subscription-words.ts';
import { SureDialog } from '../sure-dialog.tsx';
import { dayOf } from '../../design/days.ts';
import { everyInterval } from '../money-words.ts';

interface SubscriptionsProps {
  readonly subscriptions: readonly CustomerSubscription[];
  readonly mayEnd: boolean;
  /** Their course is drawn from the log. */
  readonly seesLog: boolean;
  readonly onEnded: () => void;
}

interface Ending {
  readonly subscription: CustomerSubscription;
  readonly now: boolean;
}

/** Subscriptions of somebody, each with its course and what happens next. */
export function CustomerSubscriptions({ subscriptions, mayEnd, seesLog, onEnded }: SubscriptionsProps) {
  const [ending, setEnding] = useState<Ending | null>(null);
  return (
    <>
      {subscriptions.map((subscription) => {
        const { id, planId, planName, price, interval, status, canceling, endedAt } = subscription;
        const [label, tone] = statusOf[status];
        return (
          <section key={id} className="s-card" aria-labelledby={id}>
            <div className="s-program__head">
              <h2 id={id} className="s-program__name">
                <Link to="/studio/plans/$planId" params={{ planId }} className="s-inline-link">
                  {planName}
                </Link>{' '}
                <Chip tone={tone}>{label}</Chip> {canceling && <Chip tone="warn">ends with its period</Chip>}
              </h2>
              {mayEnd && canEnd(subscription) && (
                <div className="s-program__actions">
                  {!canceling && (
                    <Button
                      small
                      look="outline"
                      aria-label={`End with its period: ${planName}`}
                      onClick={() => setEnding({ subscription, now: false })}
                    >
                      End with its period
                    </Button>
                  )}
                  <Button
                    small
                    look="danger"
                    aria-label={`End now: ${planName}`}
                    onClick={() => setEnding({ subscription, now: true })}
                  >
                    End now
                  </Button>
                </div>
              )}
            </div>
            <p>
              <strong>{money(price)}</strong> {everyInterval(interval)}
            </p>
            {seesLog && <Course subscriptionId={id} endedAt={endedAt} />}
            <Facts subscription={subscription} />
          </section>
        );
      })}
      {ending !== null && <EndSubscription ending={ending} onEnded={onEnded} onClose={() => setEnding(null)} />}
    </>
  );
}

function Facts({ subscription }: { subscription: CustomerSubscription }) {
  const { periodStart, periodEnd, startedAt, endedAt, overdueSince, lastFailure, failures } = subscription;
  const { openInvoice, nextStepAt, nextPlanName, announcedPrice, announcedFrom } = subscription;
  const next = nextStepOf(subscription);
  const facts: readonly (readonly [string, string | undefined])[] = [
    ['Began', dayOf(startedAt)],
    ['Ended', endedAt === null ? undefined : dayOf(endedAt)],
    [
      'Paid for',
      periodStart === null || periodEnd === null ? undefined : `${dayOf(periodStart)} – ${dayOf(periodEnd)}`,
    ],
    ['Overdue since', overdueSince === null ? undefined : dayOf(overdueSince)],
    [
      'Failed',
      lastFailure === null ? undefined : `${failures === 1 ? 'once' : `${failures} times`}: ${failureIn(lastFailure)}`,
    ],
    ['Waits for', openInvoice === null ? undefined : `invoice ${openInvoice.number}, ${money(openInvoice.gross)}`],
    ['Next', next === undefined ? undefined : nextStepAt === null ? next : `${dayOf(nextStepAt)}: ${next}`],
    ['Changes to', nextPlanName ?? undefined],
    [
      'Will cost',
      announcedPrice === null || announcedFrom === null
        ? undefined
        : `${money(announcedPrice)} from ${dayOf(announcedFrom)}`,
    ],
  ];
  return (
    <dl className="s-dl">
      {facts.map(
        ([name, value]) =>
          value !== undefined && (
            <div key={name}>
              <dt>{name}</dt>
              <dd>{value}</dd>
            </div>
          ),
      )}
    </dl>
  );
}

function EndSubscription({ ending, onEnded, onClose }: { ending: Ending; onEnded: () => void; onClose: () => void }) {
  const [, cancel] = useMutation(CancelSubscriptionForMutation);
  const [commandId] = useState(randomUuid);
  const { subscription, now } = ending;
  return (
    <SureDialog
      title={now ? `End ${subscription.planName} now?` : `End ${subscription.planName} with its period?`}
      act={now ? 'End it now' : 'End it with its period'}
      run={() => cancel({ commandId, subscriptionId: subscription.id, now })}
      onDone={onEnded}
      onClose={onClose}
    >
      <p>
        {now
          ? 'Access ends at once, and what is owed is owed no longer. What was paid is not given back by it: refund the invoice if it should be.'
          : 'Access stays until the end of what is paid for; nothing is charged after that. Its owner can take it back until then.'}
      </p>
    </SureDialog>
  );
}
