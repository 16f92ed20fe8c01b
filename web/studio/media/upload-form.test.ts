import assert from 'node:assert/strict';
import { test } from 'node:test';
import { problemOf } from './upload-form.ts';

test('a file that could not be taken is refused before anything is sent', () => {
  assert.equal(problemOf({ name: 'film.mp4', size: 1 }), null);
  assert.equal(problemOf({ name: 'film.mp4', size: 0 }), 'The file is empty. Choose the film itself.');
  assert.equal(
    problemOf({ name: `${'x'.repeat(256)}.mp4`, size: 1 }),
    "The file's name does not fit. Keep it within 255 characters.",
  );
});
