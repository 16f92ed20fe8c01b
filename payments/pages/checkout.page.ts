import { TEST_CARDS } from '../cards.ts';
import type { Row } from '../store.ts';
import { html } from './html.ts';
import type { Html } from './html.ts';
import { page } from './page.ts';

/** What somebody entered; the number is not shown again. */
export interface Entered {
  readonly expiry: string;
  readonly problem: { readonly field: 'number' | 'expiry' | 'cvc' | null; readonly message: string } | undefined;
}

/** An amount of Stripe's smallest unit, as people read it. */
export function money(amount: number, currency: string): string {
  const format = new Intl.NumberFormat('en', { style: 'currency', currency: currency.toUpperCase() });
  const digits = format.resolvedOptions().maximumFractionDigits ?? 2;
  return format.format(amount / 10 ** digits);
}

const grouped = (number: string): string => number.replaceAll(/(\d{4})(?=\d)/g, '$1 ');

/** Where a card is entered. */
export function checkoutPage(session: Row, { expiry, problem }: Entered, year: number): string {
  const isPayment = session['mode'] === 'payment';
  const label = session.sandbox?.['label'];
  const amount = isPayment ? money(Number(session['amount_total']), String(session['currency'])) : undefined;
  const heading = isPayment ? 'You pay' : 'Your card for later';
  const action = amount === undefined ? 'Keep this card' : `Pay ${amount}`;
  const invalid = (field: string): Html | undefined =>
    problem?.field === field ? html`aria-invalid="true" aria-describedby="problem"` : undefined;
  const sample = `12 / ${String(year + 2).slice(-2)}`;
  return page(
    action,
    'two',
    html`<section aria-labelledby="what">
        <h1 id="what">${heading}</h1>
        <p class="amount">${amount ?? 'Nothing now'}</p>
        ${typeof label === 'string' ? html`<p class="what">${label}</p>` : undefined}
        <a class="back" href="${String(session['cancel_url'])}">← Back without paying</a>
      </section>
      <section class="panel" aria-labelledby="card">
        <h2 id="card">Card</h2>
        <form method="post" data-expiry="${sample}" autocomplete="on">
          ${problem === undefined ? undefined : html`<p class="problem" id="problem" role="alert">${problem.message}</p>`}
          <div class="field">
            <label for="number">Card number</label>
            <input
              id="number"
              name="number"
              inputmode="numeric"
              autocomplete="cc-number"
              required
              maxlength="23"
              placeholder="4242 4242 4242 4242"
              autofocus
              ${invalid('number')}
            />
          </div>
          <div class="pair">
            <div class="field">
              <label for="expiry">Expires (MM / YY)</label>
              <input
                id="expiry"
                name="expiry"
                inputmode="numeric"
                autocomplete="cc-exp"
                required
                maxlength="9"
                placeholder="${sample}"
                value="${expiry}"
                ${invalid('expiry')}
              />
            </div>
            <div class="field">
              <label for="cvc">Security code</label>
              <input
                id="cvc"
                name="cvc"
                inputmode="numeric"
                autocomplete="cc-csc"
                required
                maxlength="4"
                placeholder="123"
                ${invalid('cvc')}
              />
            </div>
          </div>
          <button class="main" type="submit">${action}</button>
        </form>
        <div class="cards">
          <h3>Test cards: choose one to fill the form</h3>
          <ul>
            ${TEST_CARDS.map(
              ({ number, says }) =>
                html`<li>
                  <button type="button" data-number="${grouped(number)}">
                    <code>${grouped(number)}</code><span>${says}</span>
                  </button>
                </li>`,
            )}
          </ul>
        </div>
      </section>`,
  );
}

/** Where a bank asks whether it is really you. */
export function confirmPage(about: Row, session: Row | undefined): string {
  const isPayment = about.object === 'payment_intent';
  const label = session?.sandbox?.['label'];
  return page(
    'Confirm with your bank',
    'one',
    html`<section class="panel" aria-labelledby="ask">
      <h1 id="ask">Your bank asks: is it you?</h1>
      <p class="amount">${isPayment ? money(Number(about['amount']), String(about['currency'])) : 'Keep your card'}</p>
      ${typeof label === 'string' ? html`<p class="what">${label}</p>` : undefined}
      <p class="what">A real bank would send a message to your phone. Here you choose the answer.</p>
      <form method="post" class="answers">
        <button class="main" name="answer" value="yes">Yes, confirm</button>
        <button name="answer" value="no">No, refuse</button>
      </form>
    </section>`,
  );
}

/** What is over, or was never there. */
export const endPage = (heading: string, text: string): string =>
  page(
    heading,
    'one',
    html`<section class="panel">
      <h1>${heading}</h1>
      <p class="what">${text}</p>
    </section>`,
  );
