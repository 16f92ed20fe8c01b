import { useMutation } from 'urql';
import { randomUuid } from '../app/uuid.ts';
import { Button } from '../design/button.tsx';
import { Chip } from '../design/bits.tsx';
import { Row } from '../identity/section.tsx';
import { cardExpiry, cardName } from './card.tsx';
import { SandboxNote } from './pay-with.tsx';
import type { PaymentMethods } from './payment.queries.ts';
import { ChooseCardMutation, RemoveCardMutation } from './subscription.queries.ts';
import { useAct } from './use-act.ts';
import { useCheckout } from './use-checkout.ts';

/** The kept cards: which is paid by, another one, none of them any more. */
export function Cards({ cards, onChanged }: { cards: PaymentMethods; onChanged: () => void }) {
  const [, choose] = useMutation(ChooseCardMutation);
  const [, remove] = useMutation(RemoveCardMutation);
  const { run, isRunning, problem } = useAct(onChanged);
  const checkout = useCheckout('/account#plan');
  return (
    <>
      {cards.methods.map((card) => (
        <Row
          key={card.id}
          name={
            <>
              {cardName(card)} {card.used && <Chip tone="info">Used to pay</Chip>}
            </>
          }
          action={
            <div className="a-row__actions">
              {!card.used && (
                <Button
                  look="outline"
                  disabled={isRunning}
                  onClick={() => void run(() => choose({ commandId: randomUuid(), id: card.id }))}
                >
                  Pay by it
                  <span className="visually-hidden">: {cardName(card)}</span>
                </Button>
              )}
              <Button
                look="ghost"
                disabled={isRunning}
                aria-label={`Remove ${cardName(card)}`}
                onClick={() => void run(() => remove({ commandId: randomUuid(), id: card.id }))}
              >
                Remove
              </Button>
            </div>
          }
        >
          {card.expired ? `Expired ${cardExpiry(card)}` : `Until ${cardExpiry(card)}`}
        </Row>
      ))}
      <Row
        name={cards.methods.length === 0 ? 'No card' : 'Another card'}
        action={
          <Button
            look="outline"
            disabled={checkout.isLeaving}
            aria-busy={checkout.isLeaving}
            onClick={() => void checkout.leave()}
          >
            Enter a card
          </Button>
        }
      >
        It is entered at the payment provider; its number never comes here
      </Row>
      {(problem ?? checkout.problem) !== null && (
        <p className="field__error" role="alert">
          {problem ?? checkout.problem}
        </p>
      )}
      {cards.sandbox && <SandboxNote />}
    </>
  );
}
