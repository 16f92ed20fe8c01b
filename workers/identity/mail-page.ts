import type { MailText } from './mail-texts.ts';

const escaped = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');

/** The message as plain text. */
export const asText = ({ title, before, facts = [], button, after }: MailText, link: string | undefined): string =>
  [
    title,
    ...before,
    ...(facts.length === 0 ? [] : [facts.map(([name, value]) => `${name}: ${value}`).join('\n')]),
    ...(button === undefined || link === undefined ? [] : [`${button}:\n${link}`]),
    ...after,
  ]
    .join('\n\n')
    .concat('\n');

const paragraph = (text: string): string => `<p style="margin:0 0 16px">${escaped(text)}</p>`;

const fact = ([name, value]: readonly [string, string]): string =>
  `<tr><th scope="row" style="padding:4px 16px 4px 0;text-align:left;vertical-align:top;font-weight:400;opacity:.75">${escaped(name)}</th><td style="padding:4px 0;text-align:right;vertical-align:top;font-weight:600;overflow-wrap:anywhere">${escaped(value)}</td></tr>`;
const table = (facts: NonNullable<MailText['facts']>): string =>
  facts.length === 0
    ? ''
    : `<table style="width:100%;margin:0 0 16px;border-collapse:collapse">${facts.map(fact).join('')}</table>`;

/**
 * The message as HTML: one column, styles in place and no pictures, because mail programs drop everything else. It follows the
 * reader's light or dark.
 */
export const asHtml = (
  { title, before, facts = [], button, after }: MailText,
  link: string | undefined,
): string => `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<meta name="color-scheme" content="light dark"><title>${escaped(title)}</title></head>
<body style="margin:0;padding:24px 16px;font:16px/1.5 system-ui,-apple-system,'Segoe UI',sans-serif">
<div style="max-width:480px;margin:0 auto">
<p style="margin:0 0 24px;font-weight:700;letter-spacing:.02em">Reprise</p>
<h1 style="margin:0 0 16px;font-size:22px;line-height:1.3">${escaped(title)}</h1>
${before.map(paragraph).join('\n')}
${table(facts)}
${
  button === undefined || link === undefined
    ? ''
    : `<p style="margin:24px 0"><a href="${escaped(link)}" style="display:inline-block;padding:12px 24px;border-radius:8px;background:#b45309;color:#fff;text-decoration:none;font-weight:600">${escaped(button)}</a></p>
<p style="margin:0 0 16px;font-size:14px">Or open this address: <a href="${escaped(link)}" style="word-break:break-all">${escaped(link)}</a></p>`
}
${after.map(paragraph).join('\n')}
</div></body></html>
`;
