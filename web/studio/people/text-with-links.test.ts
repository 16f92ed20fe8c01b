import { deepEqual } from 'node:assert/strict';
import { it } from 'node:test';
import { textWithLinks } from './text-with-links.ts';

it('finds the addresses of a text, and takes nothing else for one', () => {
  deepEqual(textWithLinks('Open\n\nhttps://films.example/link/x#a.b-c_d\n\nBye javascript:alert(1)'), [
    { text: 'Open\n\n', href: null },
    { text: 'https://films.example/link/x#a.b-c_d', href: 'https://films.example/link/x#a.b-c_d' },
    { text: '\n\nBye javascript:alert(1)', href: null },
  ]);
});
