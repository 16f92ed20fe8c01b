import { createHash } from 'node:crypto';
import { html } from './html.ts';
import type { Html } from './html.ts';
import { STYLE } from './style.ts';

/** Puts a test card's number into the form; without it, people type. */
const SCRIPT = `
for (const button of document.querySelectorAll('button[data-number]'))
  button.addEventListener('click', () => {
    const form = document.querySelector('form');
    form.number.value = button.dataset.number;
    form.expiry.value ||= form.dataset.expiry;
    form.cvc.value ||= '123';
    form.querySelector('button.main').focus();
  });
`;

const hashOf = (text: string): string => `'sha256-${createHash('sha256').update(text).digest('base64')}'`;

// Plain strings: in a template of HTML a formatter would add blanks, and the hashes would be of something else.
const STYLE_TAG: Html = { html: ['<style>', STYLE, '</style>'].join('') };
const SCRIPT_TAG: Html = { html: ['<script>', SCRIPT, '</script>'].join('') };

/** Nothing but this sheet and this script; the form may lead back to whoever sold. */
export const HEADERS: Readonly<Record<string, string>> = {
  'content-type': 'text/html; charset=utf-8',
  'content-security-policy': `default-src 'none'; style-src ${hashOf(STYLE)}; script-src ${hashOf(SCRIPT)}; base-uri 'none'; frame-ancestors 'none'`,
  'cache-control': 'no-store',
  'referrer-policy': 'no-referrer',
  'x-content-type-options': 'nosniff',
};

/** A whole page. */
export const page = (title: string, layout: 'one' | 'two', body: Html): string =>
  html`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>${title}</title>
        ${STYLE_TAG}
      </head>
      <body>
        <div class="sandbox" role="note">
          <strong>This is a sandbox. No money moves.</strong>It stands in for a payment provider while you try things
          out. Never enter a real card.
        </div>
        <main class="${layout}">${body}</main>
        ${SCRIPT_TAG}
      </body>
    </html> `.html;
