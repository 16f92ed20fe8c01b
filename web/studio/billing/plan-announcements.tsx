import { useEffect, useState } from 'react';
import { useMutation } from 'urql';
import { randomUuid } from '../../app/uuid.ts';
import { Button } from '../../design/button.tsx';
import { dayOf } from '../../design/days.ts';
import { counted } from '../../design/format.ts';
import { money } from '../../design/money.ts';
import { placeName } from '../money-words.ts';
import { SureDialog } from '../sure-dialog.tsx';
import { AnnouncePriceMutation } from './plans.queries.ts';
import type { StudioPlan } from './plans.queries.ts';
import { risesOf } from './price-rises.ts';
import type { PriceRise } from './price-rises.ts';

/** While somebody is still being told, how far it is is looked at so often, ms. */
const LOOK_MS = 2000;

interface AnnouncementsProps {
  readonly plan: StudioPlan;
  readonly manages: boolean;
  readonly onChanged: () => void;
}

/** Prices that cost more than before: whoever has the plan pays them only after they were told. */
export function PlanAnnouncements({ plan, manages, onChanged }: AnnouncementsProps) {
  const [asked, setAsked] = useState<PriceRise | null>(null);
  const [, announce] = useMutation(AnnouncePriceMutation);
  const [commandId, setCommandId] = useState(randomUuid);
  const rises = risesOf(plan);
  const isRunning = rises.some(({ announced }) => announced?.done === false);
  useEffect(() => {
    if (!isRunning) return undefined;
    const timer = setInterval(onChanged, LOOK_MS);
    return () => clearInterval(timer);
  }, [isRunning, onChanged]);
  if (rises.length === 0) return null;
  return (
    <section className="s-card" aria-labelledby="plan-rises">
      <h2 id="plan-rises">Higher prices</h2>
      <p className="s-lead">
        Whoever has the plan goes on paying what was agreed until they were told, at least 30 days before.
      </p>
      <ul className="s-rises">
        {rises.map((rise) => (
          <Rise key={rise.price.id} rise={rise} {...(manages ? { onAnnounce: () => setAsked(rise) } : {})} />
        ))}
      </ul>
      {asked !== null && (
        <SureDialog
          title={`Announce ${money(asked.price.price)}?`}
          act="Announce it"
          run={() => announce({ commandId, planId: plan.id, priceId: asked.price.id })}
          onDone={() => {
            setCommandId(randomUuid());
            onChanged();
          }}
          onClose={() => setAsked(null)}
        >
          Everybody who has {plan.name} {placeWords(asked)} and pays less is told that it will cost{' '}
          {money(asked.price.price)}: for periods that begin on {dayOf(asked.price.from)} or later, and at least{' '}
          {counted(asked.price.noticeDays, 'day')} from now. Who was told before is not told again. It cannot be taken
          back.
        </SureDialog>
      )}
    </section>
  );
}

const placeWords = ({ price }: PriceRise): string =>
  price.territory === null ? 'at a price that holds everywhere' : `in ${placeName(price.territory)}`;

function Rise({ rise, onAnnounce }: { rise: PriceRise; onAnnounce?: () => void }) {
  const { price, announced } = rise;
  const name = `${money(price.price)}, ${price.territory === null ? 'everywhere' : placeName(price.territory)}`;
  return (
    <li className="s-rises__one">
      <div>
        <strong>{name}</strong> from {dayOf(price.from)}
        <p role="status">{announced === undefined ? 'Not announced to those who have the plan' : saidOf(announced)}</p>
        {announced?.done === false && announced.total !== null && (
          <progress
            aria-label={`How many were looked at for ${name}`}
            max={Math.max(1, announced.total)}
            value={announced.told + announced.skipped}
          />
        )}
      </div>
      {onAnnounce !== undefined && announced?.done !== false && (
        <Button look="outline" onClick={onAnnounce}>
          {announced === undefined ? 'Announce' : 'Announce again'}
          <span className="visually-hidden"> {name}</span>
        </Button>
      )}
    </li>
  );
}

/** How far it is, in a sentence. */
function saidOf({ told, skipped, total, done, askedAt }: NonNullable<PriceRise['announced']>): string {
  if (!done && total === null) return 'Looking up who has the plan…';
  const who = `${counted(told, 'subscription')} told, ${skipped.toLocaleString()} not concerned`;
  return done ? `${who}; announced on ${dayOf(askedAt)}` : `${who}, of ${(total ?? 0).toLocaleString()}…`;
}
