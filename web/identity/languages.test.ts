import assert from 'node:assert/strict';
import { test } from 'node:test';
import { languageChoices } from './languages.ts';

test('languages are offered by name, in the reader\u2019s order, with the one that was chosen', () => {
  const choices = languageChoices('de-AT', 'en');
  assert.ok(choices.some(([tag, name]) => tag === 'de-AT' && name === 'Austrian German'));
  const names = choices.map(([, name]) => name);
  assert.deepEqual(
    names,
    names.toSorted((a, b) => a.localeCompare(b, 'en')),
  );
  assert.equal(languageChoices(null, 'de').filter(([tag]) => tag === 'fr')[0]?.[1], 'Französisch');
  assert.equal(languageChoices('en', 'en').filter(([tag]) => tag === 'en').length, 1);
});
