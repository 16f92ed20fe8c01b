import assert from 'node:assert/strict';
import { test } from 'node:test';
import { FieldApi, FormApi } from '@tanstack/react-form';
import { CombinedError } from 'urql';
import { z } from 'zod';
import { forgetRefusal, placeRefusal, showRefusal } from './refusal.ts';

const refused = { __typename: 'InvalidInput', message: 'Too long.', path: 'details.name' };

test('a refusal stands at the field that its path names, or at the form', () => {
  assert.deepEqual(placeRefusal(refused, ['name', 'synopsis']), { fields: { name: 'Too long.' } });
  for (const path of [null, undefined, 'commandId'])
    assert.deepEqual(placeRefusal({ ...refused, path }, ['name']), { form: 'Too long.', fields: {} });
});

/** A form with one mounted field, as a page has it. */
function formWith() {
  const form = new FormApi({
    defaultValues: { name: 'typed' },
    validators: { onChange: z.object({ name: z.string().min(1) }) },
  });
  form.mount();
  const field = new FieldApi({ form, name: 'name' });
  field.mount();
  return { form, field };
}

test('nothing that was typed is lost, and the message goes when its field is changed', () => {
  const { form, field } = formWith();
  showRefusal(form, refused, undefined);
  assert.deepEqual(form.state.values, { name: 'typed' });
  assert.deepEqual(form.getFieldMeta('name')?.errors, ['Too long.']);
  field.handleChange('typed on');
  assert.deepEqual(form.getFieldMeta('name')?.errors, []);
  showRefusal(form, refused, undefined);
  forgetRefusal(form);
  assert.deepEqual(form.getFieldMeta('name')?.errors, []);
});

test('a request that failed is told at the form', () => {
  const { form } = formWith();
  showRefusal(form, undefined, new CombinedError({ networkError: new Error('fetch failed') }));
  assert.match(JSON.stringify(form.state.errorMap.onSubmit), /The server cannot be reached/);
  forgetRefusal(form);
  assert.doesNotMatch(JSON.stringify(form.state.errorMap), /server/);
});
