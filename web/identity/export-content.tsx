import { type ReactNode, useState } from 'react';
import { describeEvent, type Diary } from '../app/diary.ts';
import { useDiary } from '../app/use-contexts.ts';
import { Button } from '../design/button.tsx';
import { clock } from '../design/format.ts';
import { money, signedMoney } from '../design/money.ts';
import type { ExportDocument } from './export-document.ts';
import { capWords } from './maturity.ts';
import { Row, Section } from './section.tsx';

const PAGE = 100;

const day = (instant: string): string =>
  new Date(instant).toLocaleString(undefined, { dateStyle: 'medium', timeStyle: 'short' });

/** The parts of a copy, each as people read it. */
export function ExportContent({ document }: { document: ExportDocument }) {
  const { account, profiles, devices, consents, shownToStaff, watched } = document;
  const nameOf = (profileId: string): string =>
    profiles.find(({ id }) => id === profileId)?.name ?? 'a browser without a profile';
  return (
    <>
      <Section title="Account">
        {account === null ? (
          <p className="a-section__lead">There is none.</p>
        ) : (
          <>
            <Row name="Address">
              {account.email ?? 'forgotten'}
              {account.emailConfirmed ? ', confirmed' : ', not confirmed'}
            </Row>
            <Row name="Since">{day(account.registeredAt ?? document.madeAt)}</Row>
            <Row name="Password">{account.hasPassword ? 'There is one.' : 'There is none.'}</Row>
            <Row name="Works here as">{account.roles.join(', ') || 'Not at all.'}</Row>
          </>
        )}
      </Section>
      <List title="Profiles" none="You have made none.">
        {profiles.map(({ id, name, maturityCap, language, hasPin, createdAt, deletedAt }) => (
          <Row key={id} name={name ?? 'forgotten'}>
            {capWords(maturityCap)}, {hasPin ? 'with a PIN' : 'without a PIN'}, language {language}. Made{' '}
            {day(createdAt)}
            {typeof deletedAt === 'string' && `, deleted ${day(deletedAt)}`}.
          </Row>
        ))}
      </List>
      <List title="What was watched" none="Nothing yet.">
        {watched.map(({ profileId, titleId, title, times, lastAt, lastPositionMs }) => (
          <Row key={`${profileId} ${titleId}`} name={title ?? 'A film that is not here any more'}>
            By {nameOf(profileId)}, {times === 1 ? 'once' : `${times} times`}, last {day(lastAt)}
            {typeof lastPositionMs === 'number' && `, up to ${clock(lastPositionMs)}`}.
          </Row>
        ))}
      </List>
      {document.money !== undefined && <MoneyLists paid={document.money} />}
      <List title="Devices" none="None.">
        {devices.toReversed().map(({ id, device, signedInAt, signedOutAt }) => (
          <Row key={id} name={device}>
            Signed in {day(signedInAt)}
            {typeof signedOutAt === 'string' && `, signed out ${day(signedOutAt)}`}.
          </Row>
        ))}
      </List>
      <List title="What you agreed to" none="Nothing.">
        {consents.map(({ at, purpose, given }) => (
          <Row key={`${at} ${purpose}`} name={PURPOSES[purpose] ?? purpose}>
            {given ? 'Agreed' : 'Withdrawn'} {day(at)}.
          </Row>
        ))}
      </List>
      <List title="Shown to people who work here" none="Nothing of yours was shown to anybody.">
        {shownToStaff.map(({ at, page }) => (
          <Row key={`${at} ${page}`} name={day(at)}>
            {PAGES[page] ?? page}
          </Row>
        ))}
      </List>
      <Events document={document} />
    </>
  );
}

/** What was paid, and by what. */
function MoneyLists({ paid }: { paid: NonNullable<ExportDocument['money']> }) {
  const { methods, credit, subscriptions, purchases, invoices } = paid;
  return (
    <>
      <List title="Subscriptions, rentals and purchases" none="None.">
        {[
          ...subscriptions.map(({ id, plan, status, amountMinor, currency }) => (
            <Row key={id} name={plan}>
              {money({ minor: amountMinor, currency })}, {words(status)}.
            </Row>
          )),
          ...purchases.map(({ id, title, model, status, paidMinor, currency }) => (
            <Row key={id} name={title}>
              {model === 'rent' ? 'Rented' : 'Bought'} for {money({ minor: paidMinor, currency })}, {words(status)}.
            </Row>
          )),
        ]}
      </List>
      <List title="Invoices" none="None.">
        {invoices.toReversed().map(({ id, number, issuedAt, status, currency, grossMinor }) => (
          <Row key={id} name={number ?? 'Without a number yet'}>
            {typeof grossMinor === 'number' && `${signedMoney({ minor: grossMinor, currency })}, `}
            {words(status)}
            {typeof issuedAt === 'string' && `, of ${day(issuedAt)}`}.
          </Row>
        ))}
      </List>
      <List title="Means of payment" none="None.">
        {[
          ...methods.map(({ brand, last4 }) => (
            <Row key={`${brand} ${last4}`} name={brand}>
              Its number ends in {last4}.
            </Row>
          )),
          ...credit.map(({ currency, amountMinor }) => (
            <Row key={currency} name="Credit">
              {money({ minor: amountMinor, currency })}
            </Row>
          )),
        ]}
      </List>
    </>
  );
}

const words = (status: string): string => status.replaceAll('_', ' ');

const PURPOSES: Readonly<Record<string, string>> = { analytics: 'Measuring how films play' };

const PAGES: Readonly<Record<string, string>> = {
  'see-as': 'Reprise, as one of your household sees it.',
  people: 'On the list of people, with your address.',
  outbox: 'Among the messages that wait to be sent.',
  person: 'On the page about you.',
};

/** Rows of one kind, some at a time. */
function List({ title, none, children }: { title: string; none: string; children: readonly ReactNode[] }) {
  const [shown, setShown] = useState(PAGE);
  return (
    <Section title={title}>
      {children.length === 0 && <p className="a-section__lead">{none}</p>}
      {children.slice(0, shown)}
      {children.length > shown && (
        <div>
          <Button look="outline" onClick={() => setShown(shown + PAGE)}>
            Show more
          </Button>
        </div>
      )}
    </Section>
  );
}

function Events({ document }: { document: ExportDocument }) {
  const diary = useDiary();
  return (
    <List title="Everything that happened" none="Nothing.">
      {document.events.toReversed().map(({ at, type, by, data }, index) => (
        <details key={`${at} ${type} ${index}`} className="a-event">
          <summary>
            <span>{sentence(diary, { type, by, data })}</span>
            <time dateTime={at}>{day(at)}</time>
          </summary>
          <dl>
            {Object.entries(typeof data === 'object' && data !== null ? data : {}).map(([name, value]) => (
              <div key={name}>
                <dt>{name}</dt>
                <dd>{typeof value === 'string' ? value : JSON.stringify(value)}</dd>
              </div>
            ))}
          </dl>
        </details>
      ))}
    </List>
  );
}

function sentence(diary: Diary, { type, by, data }: { type: string; by: string; data: unknown }): string {
  const { who, did, strong = '' } = describeEvent(diary, { type, actorKind: by, data });
  return `${by === 'you' ? 'You' : who} ${did} ${strong}`.trim();
}
