import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { test } from 'node:test';
import { html } from './html.ts';
import { HEADERS, page } from './page.ts';

test('the sheet and the script of a page are those that its policy allows, and text in it is text', () => {
  const text = page('<Pay>', 'one', html`<p>${'<script>alert("x")</script>'}</p>`);
  const inline = [...text.matchAll(/<(style|script)>([^]*?)<\/\1>/g)].map(([, , body = '']) => body);
  assert.equal(inline.length, 2);
  for (const body of inline) {
    const hash = createHash('sha256').update(body).digest('base64');
    assert.ok(HEADERS['content-security-policy']?.includes(`'sha256-${hash}'`), body.slice(0, 80));
  }
  assert.ok(!text.includes('alert("x")'));
});
