import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readForm, textAt, textsAt } from './form.ts';

test('parameters are read as Stripe’s clients write them', () => {
  const form = readForm(
    'amount=5&line_items[0][price_data][unit_amount]=499&metadata[reference]=x%26y&expand[]=a&expand[]=b',
  );
  assert.ok(form !== undefined);
  assert.equal(textAt(form, 'line_items', '0', 'price_data', 'unit_amount'), '499');
  assert.deepEqual(textsAt(form, 'metadata'), { reference: 'x&y' });
  assert.deepEqual(Object.values(textsAt(form, 'expand')), ['a', 'b']);
  assert.equal(textAt(form, 'nothing', 'here'), undefined);
});

test('what is no form is none', () => {
  for (const text of ['a[b=1', '__proto__[x]=1', 'a[constructor]=1', 'a=1&a[b]=2', `a${'[b]'.repeat(9)}=1`])
    assert.equal(readForm(text), undefined, text);
});
