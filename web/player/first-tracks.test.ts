import assert from 'node:assert/strict';
import { test } from 'node:test';
import { firstText, soundPreference } from './first-tracks.ts';

const text = (language: string, forced = false) => ({ language, forced });
const tracks = [text('en'), text('de-AT'), text('de'), text('de', true), text('pt-BR')];
const first = (subtitles: string, sound = 'en') => firstText(tracks, { audioLanguage: null, subtitles }, sound);

test('subtitles begin in the language that was chosen, in whatever region it is there', () => {
  assert.deepEqual(first('de'), text('de'));
  assert.deepEqual(first('de-AT'), text('de-AT'));
  assert.deepEqual(first('pt'), text('pt-BR'));
  assert.equal(first('fr'), undefined);
  assert.equal(first('off'), undefined);
});

test('forced subtitles are those of the sound, and none where it has none', () => {
  assert.deepEqual(first('forced', 'de-CH'), text('de', true));
  assert.equal(first('forced', 'en'), undefined);
});

test('the sound is the original unless a language was chosen', () => {
  assert.deepEqual(soundPreference({ audioLanguage: null, subtitles: 'off' }), []);
  assert.deepEqual(soundPreference({ audioLanguage: 'de', subtitles: 'off' }), [{ language: 'de' }]);
});
