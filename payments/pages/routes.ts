import type { FastifyInstance, FastifyReply } from 'fastify';
import { cardOf } from '../api.ts';
import { answerConfirmation, NOT_CONFIRMED, waitingFor } from '../confirming.ts';
import { textAt } from '../form.ts';
import type { Params } from '../form.ts';
import { expireIfDue, submitCard } from '../sessions.ts';
import type { Row, Store } from '../store.ts';
import { checkoutPage, confirmPage, endPage } from './checkout.page.ts';
import type { Entered } from './checkout.page.ts';
import { HEADERS } from './page.ts';

interface Parts {
  readonly store: Store;
  readonly secret: string;
  readonly base: () => string;
}

type WithId = { Params: { id: string }; Querystring: { declined?: string } };

const GONE = endPage(
  'This checkout is over',
  'It was finished, or it took too long. Go back to where you came from and begin again.',
);
const NOTHING = endPage(
  'There is nothing to confirm',
  'It was confirmed or refused already. Go back to where you came from.',
);

/** The pages that people are sent to: they need no key, and are found by names that nobody guesses. */
export function registerPages(app: FastifyInstance, { store, secret, base }: Parts): void {
  const send = (reply: FastifyReply, status: number, text: string): FastifyReply =>
    reply.code(status).headers(HEADERS).send(text);
  const yearNow = (): number => new Date(store.nowMs()).getUTCFullYear();
  const openSession = async (id: string): Promise<Row | undefined> => {
    const found = store.get('checkout.session', id);
    const session = found === undefined ? undefined : expireIfDue(store, found);
    await store.flushed();
    return session?.['status'] === 'open' ? session : undefined;
  };
  app.get<WithId>('/pay/:id', async (request, reply) => {
    const session = await openSession(request.params.id);
    if (session === undefined) return send(reply, 410, GONE);
    const problem = request.query.declined === undefined ? undefined : { field: null, message: NOT_CONFIRMED };
    return send(reply, 200, checkoutPage(session, { expiry: '', problem }, yearNow()));
  });
  app.post<WithId>('/pay/:id', async (request, reply) => {
    const session = await openSession(request.params.id);
    if (session === undefined) return send(reply, 410, GONE);
    const read = readCard((request.body ?? {}) as Params, new Date(store.nowMs()));
    if ('problem' in read) return send(reply, 422, checkoutPage(session, read, yearNow()));
    const submitted = submitCard(store, session, read.card, { expires: read.expires, secret, base: base() });
    await store.flushed();
    if (submitted.kind !== 'declined') return reply.redirect(submitted.to, 303);
    const problem = { field: 'number' as const, message: submitted.message };
    return send(
      reply,
      402,
      checkoutPage(store.get('checkout.session', session.id) ?? session, { expiry: read.expiry, problem }, yearNow()),
    );
  });
  app.get<WithId>('/pay/confirm/:id', async (request, reply) => {
    const waiting = waitingFor(store, request.params.id);
    return waiting === undefined
      ? send(reply, 410, NOTHING)
      : send(reply, 200, confirmPage(waiting.intent, waiting.session));
  });
  app.post<WithId>('/pay/confirm/:id', async (request, reply) => {
    const waiting = waitingFor(store, request.params.id);
    if (waiting === undefined) return send(reply, 410, NOTHING);
    const yes = textAt((request.body ?? {}) as Params, 'answer') === 'yes';
    const { to } = answerConfirmation(store, waiting, yes, base());
    await store.flushed();
    const text = yes ? 'Thank you. You can close this page.' : 'It was refused. You can close this page.';
    return to === null ? send(reply, 200, endPage('Done', text)) : reply.redirect(to, 303);
  });
}

type ReadCard =
  | {
      readonly card: NonNullable<ReturnType<typeof cardOf>>;
      readonly expires: { readonly month: number; readonly year: number };
      readonly expiry: string;
    }
  | (Entered & { readonly problem: object });

function readCard(params: Params, now: Date): ReadCard {
  const expiry = textAt(params, 'expiry')?.slice(0, 9) ?? '';
  const wrong = (field: 'number' | 'expiry' | 'cvc', message: string) => ({ expiry, problem: { field, message } });
  const card = cardOf((textAt(params, 'number') ?? '').replaceAll(/[\s-]/g, ''));
  if (card === undefined) return wrong('number', 'This is no card number. Choose one of the test cards below.');
  const [, monthText, yearText = ''] = /^\s*(\d{1,2})\s*\/\s*(\d{2}|\d{4})\s*$/.exec(expiry) ?? [];
  const month = Number(monthText);
  const year = Number(yearText.length === 2 ? `20${yearText}` : yearText);
  if (monthText === undefined || month < 1 || month > 12)
    return wrong('expiry', 'Enter the month and the year, such as 12 / 34.');
  if (year * 12 + month < now.getUTCFullYear() * 12 + now.getUTCMonth() + 1)
    return wrong('expiry', 'This card has expired.');
  if (!/^\d{3,4}$/.test(textAt(params, 'cvc') ?? '')) return wrong('cvc', 'The security code has 3 or 4 digits.');
  return { card, expires: { month, year }, expiry };
}
