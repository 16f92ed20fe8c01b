import { useId, useState } from 'react';
import { useMutation } from 'urql';
import { randomUuid } from '../app/uuid.ts';
import { Button } from '../design/button.tsx';
import { Dialog } from '../design/dialog.tsx';
import { CancelMutation, type MySubscription, PauseMutation } from './subscription.queries.ts';
import { useAct } from './use-act.ts';
import { day } from './words.ts';

interface DialogProps {
  readonly onDone: () => void;
  readonly onClose: () => void;
}

/** The same day so many months later, or the last one of a shorter month; a minute less, so that three months are not too many. */
function monthsFrom(now: number, months: number): string {
  const date = new Date(now);
  const asked = date.getUTCDate();
  date.setUTCDate(1);
  date.setUTCMonth(date.getUTCMonth() + months);
  const last = new Date(Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + 1, 0)).getUTCDate();
  date.setUTCDate(Math.min(asked, last));
  return new Date(date.getTime() - 60_000).toISOString();
}

/** For how long a subscription rests. */
export function PauseDialog({ onDone, onClose }: DialogProps) {
  const name = useId();
  const [months, setMonths] = useState(1);
  const [now] = useState(() => Date.now());
  const [, pause] = useMutation(PauseMutation);
  const { run, isRunning, problem } = useAct(onDone);
  const until = monthsFrom(now, months);
  return (
    <Dialog
      title="Pause the plan"
      onClose={onClose}
      actions={
        <>
          <Button look="outline" onClick={onClose}>
            Leave it
          </Button>
          <Button
            look="primary"
            disabled={isRunning}
            aria-busy={isRunning}
            onClick={() => void run(() => pause({ commandId: randomUuid(), until }))}
          >
            Pause until {day(until)}
          </Button>
        </>
      }
    >
      <p>You cannot watch with it meanwhile, and nothing is paid. What is left of the period comes after.</p>
      <fieldset className="b-choice">
        <legend>For how long?</legend>
        {[1, 2, 3].map((count) => (
          <label key={count}>
            <input type="radio" name={name} checked={months === count} onChange={() => setMonths(count)} />
            {count === 1 ? 'One month' : `${count} months`}
          </label>
        ))}
      </fieldset>
      {problem !== null && (
        <p className="field__error" role="alert">
          {problem}
        </p>
      )}
    </Dialog>
  );
}

/** The end of a subscription: with what is paid for, mostly. */
export function CancelDialog({ subscription, onDone, onClose }: DialogProps & { subscription: MySubscription }) {
  const { status, periodEnd, planName } = subscription;
  const [, cancel] = useMutation(CancelMutation);
  const { run, isRunning, problem } = useAct(onDone);
  const canWait = ['ACTIVE', 'TRIALING', 'PAST_DUE'].includes(status) && periodEnd !== null;
  const end = (when: 'NOW' | 'PERIOD_END') => void run(() => cancel({ commandId: randomUuid(), when }));
  return (
    <Dialog
      title={`Cancel ${planName}`}
      onClose={onClose}
      actions={
        <>
          <Button look="outline" onClick={onClose}>
            Keep it
          </Button>
          <Button
            look="danger"
            disabled={isRunning}
            aria-busy={isRunning}
            onClick={() => end(canWait ? 'PERIOD_END' : 'NOW')}
          >
            {canWait ? `End it on ${day(periodEnd)}` : 'End it now'}
          </Button>
        </>
      }
    >
      <p>
        {canWait
          ? `You can watch until ${day(periodEnd)}. Nothing more is paid, and until then you can take this back.`
          : 'It is over at once, and nothing more is paid.'}
      </p>
      {problem !== null && (
        <p className="field__error" role="alert">
          {problem}
        </p>
      )}
    </Dialog>
  );
}
