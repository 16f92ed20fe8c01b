import { useMutation, useQuery } from 'urql';
import { failureOf } from '../app/graphql/failure.ts';
import { randomUuid } from '../app/uuid.ts';
import { Button } from '../design/button.tsx';
import { Dialog } from '../design/dialog.tsx';
import { money, signedMoney } from '../design/money.ts';
import { Skeleton } from '../design/states.tsx';
import { ChangePlanMutation, type Plan, type Preview, PreviewQuery } from './plan.queries.ts';
import { useAct } from './use-act.ts';
import { day } from './words.ts';

/** Another plan, with what exactly that costs before it is done. */
export function ChangePlan({ plan, onDone, onClose }: { plan: Plan; onDone: () => void; onClose: () => void }) {
  const [{ data, error }, refresh] = useQuery({
    query: PreviewQuery,
    variables: { planId: plan.id },
    requestPolicy: 'network-only',
  });
  const [, send] = useMutation(ChangePlanMutation);
  const { run, isRunning, problem } = useAct(onDone);
  const answer = data?.previewPlanChange;
  const preview = answer?.__typename === 'PlanChangePreview' ? answer : undefined;
  const change = async ({ priceId, asOf, revision }: Preview) => {
    const variables = { commandId: randomUuid(), planId: plan.id, priceId, asOf, revision };
    // What was shown does not hold any more: it is worked out again, and shown.
    if (!(await run(() => send(variables)))) refresh({ requestPolicy: 'network-only' });
  };
  const refused = answer !== undefined && answer.__typename !== 'PlanChangePreview' ? answer.message : undefined;
  return (
    <Dialog
      title={`Change to ${plan.name}`}
      onClose={onClose}
      actions={
        <>
          <Button look="outline" onClick={onClose}>
            Leave it
          </Button>
          {preview !== undefined && (
            <Button look="primary" disabled={isRunning} aria-busy={isRunning} onClick={() => void change(preview)}>
              {buttonWords(preview)}
            </Button>
          )}
        </>
      }
    >
      {answer === undefined && error === undefined && <Skeleton height={120} />}
      {preview !== undefined && <Sums preview={preview} />}
      {(refused ?? problem ?? error) && (
        <p className="field__error" role="alert">
          {refused ?? problem ?? (error && failureOf(error).remedy)}
        </p>
      )}
    </Dialog>
  );
}

/** What the card pays: the invoice, less what credit pays. */
const toPay = ({ due, fromCredit }: Preview) =>
  due && { minor: Math.max(0, due.minor - (fromCredit?.minor ?? 0)), currency: due.currency };

function buttonWords(preview: Preview): string {
  const pays = toPay(preview);
  return pays === null || pays.minor === 0 ? 'Change the plan' : `Change and pay ${money(pays)}`;
}

function Sums({ preview }: { preview: Preview }) {
  const { atOnce, from, credit, charge, due, fromCredit, nextPayment } = preview;
  return (
    <>
      <p>{atOnce ? 'It holds at once.' : `It holds from ${day(from)} on. Nothing is paid now.`}</p>
      {atOnce && credit && charge && due && (
        <dl className="b-sums">
          <dt>The new plan until the end of the period</dt>
          <dd>{money(charge)}</dd>
          <dt>What is left of the present one</dt>
          <dd>{signedMoney({ ...credit, minor: -credit.minor })}</dd>
          {due.minor !== charge.minor - credit.minor && (
            <>
              <dt>Tax that comes on top</dt>
              <dd>{signedMoney({ ...due, minor: due.minor - charge.minor + credit.minor })}</dd>
            </>
          )}
          {fromCredit !== null && fromCredit.minor > 0 && (
            <>
              <dt>Your credit pays</dt>
              <dd>{signedMoney({ ...fromCredit, minor: -fromCredit.minor })}</dd>
            </>
          )}
          <dt className="b-sums__all">{due.minor < 0 ? 'You get as credit' : 'You pay now'}</dt>
          <dd className="b-sums__all">
            {money(due.minor < 0 ? { ...due, minor: -due.minor } : (toPay(preview) ?? due))}
          </dd>
        </dl>
      )}
      <p>
        The next payment is {money(nextPayment.amount)} on {day(nextPayment.at)}.
      </p>
    </>
  );
}
