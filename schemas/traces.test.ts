import { deepEqual, ok } from 'node:assert/strict';
import { it } from 'node:test';
import { z } from 'zod';
import { schemaContexts } from './contexts.ts';
import { language } from './language.ts';
import { NAMING_FIELDS, streamsBeside, tracesIn } from './kernel/traces.ts';

/** Whose fields say, at whatever depth, whom an event may be about, or what of theirs. */
const PERSONAL =
  /^(\w*(account|profile|customer|payer|viewer|subject)Ids?|(session|signIn|device|invoice|subscription|purchase|checkout|export)Ids?)$/i;

/**
 * Events that hold such a field and are not read for whoever it is about, each with its reason. Whatever else holds one is found:
 * it names an account or a profile in a field of `NAMING_FIELDS`, or stands in a stream beside one that does (`beside` of a context).
 */
const NOT_READ: Readonly<Record<string, string>> = {
  'billing.InvoiceNumberTaken': 'the book of a month; the number stands on the invoice',
  'billing.CreditNoteNumberTaken': 'the book of a month; the number stands on the refund of the invoice',
};

/** Names of fields of a JSON Schema, at whatever depth. */
function fieldsOf(schema: unknown): readonly string[] {
  if (typeof schema !== 'object' || schema === null) return [];
  return Object.entries(schema).flatMap(([key, value]) => [
    ...(key === 'properties' ? Object.keys(value as object) : []),
    ...fieldsOf(value),
  ]);
}

const beside = new Map(schemaContexts.flatMap((context) => Object.entries('beside' in context ? context.beside : {})));
/** Categories in which an event that is no telemetry names somebody: their streams are known. */
const known = new Set(
  language.events
    .filter(({ telemetry, data }) => telemetry !== true && NAMING_FIELDS.some((name) => name in data.shape))
    .map(({ category }) => category),
);

it('finds every event that is about somebody, or says why not', () => {
  const lost = language.events.filter(({ type, category, data }) => {
    if (type in NOT_READ || type.startsWith('kernel.')) return false;
    const fields = fieldsOf(z.toJSONSchema(data)).filter((name) => PERSONAL.test(name));
    if (fields.length === 0) return false;
    const isNaming = NAMING_FIELDS.some((name) => name in data.shape);
    const isBeside = known.has(beside.get(category) ?? '');
    return !(known.has(category) && isNaming) && !isBeside;
  });
  deepEqual(
    lost.map(({ type }) => type),
    [],
    'Name the person by one of NAMING_FIELDS at the top of the data, name the category in `beside` of its context, or say here why nobody reads it.',
  );
  for (const type of Object.keys(NOT_READ)) ok(language.catalog.has(type), `there is no ${type} any more`);
});

it('knows streams beside others by a category that names people', () => {
  for (const [name, of] of beside) {
    ok(known.has(of), `${name} stands beside ${of}, whose events name nobody`);
    ok(
      language.events.some(({ category }) => category === name),
      name,
    );
  }
  const id = '0197a3c2-6f1e-4a7b-9c3d-5e8f10203040';
  deepEqual(streamsBeside(schemaContexts, `playback-${id}`), [`heartbeats-${id}`]);
  deepEqual(streamsBeside(schemaContexts, `account-${id}`), []);
});

it('sees whom an event names and whose sealed values it holds, at whatever depth', () => {
  const [a, b, c] = ['a', 'b', 'c'].map((digit) => `0197a3c2-6f1e-4a7b-9c3d-${digit.repeat(12)}`) as [
    string,
    string,
    string,
  ];
  const box = (of: string): string => `v1.${of}.${'x'.repeat(40)}`;
  deepEqual(
    tracesIn({ accountIds: [a, b], profileId: 'nobody', input: { mails: [{ to: box(b) }] }, text: `…${box(c)}` }),
    [
      { subject: a, named: true, sealed: false },
      { subject: b, named: true, sealed: true },
      { subject: c, named: false, sealed: true },
    ],
  );
  for (const nothing of [null, 'x', 7, {}, { accountId: 7 }, { accountId: 'x' }, { accountIds: null }])
    deepEqual(tracesIn(nothing), []);
});
