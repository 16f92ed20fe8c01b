import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import type { Paper } from './invoice-paper.ts';
import { pdfOf } from './pdf.ts';

const paper = (lines: Paper['lines']): Paper => ({
  ...{ title: 'Invoice', seller: ['Κινηματογράφος', '東京都'], recipient: ['mara@example.org'], lines },
  ...{ facts: [['Number', '2026-11-000042']], sums: [['Total', '11.90 EUR']], notes: ['Paid.'] },
  madeAt: '2026-11-02T03:04:05.000Z',
});
const pagesOf = (pdf: Buffer): number => pdf.toString('latin1').match(/\/Type \/Page\b/g)?.length ?? 0;
const long = { label: 'W'.repeat(200), amount: '2,147,483.647 KWD', note: 'until the end of the period, without tax' };

test('however long names are and however many lines, everything has its page', async () => {
  for (const [lines, pages] of [
    [[{ label: 'Everything', amount: '11.90 EUR' }], 1],
    [[long, { label: 'تجربة مجانية 42 ברוכים הבאים', amount: '−1 JPY' }], 1],
    [Array.from({ length: 50 }, () => long), 8],
  ] as const)
    assert.equal(pagesOf(await pdfOf(paper(lines))), pages, `${lines.length} lines`);
});

test('fonts of this machine that cannot be read change nothing', async (t) => {
  const root = mkdtempSync(join(tmpdir(), 'fonts-'));
  t.after(() => rmSync(root, { recursive: true }));
  mkdirSync(join(root, 'truetype/droid'), { recursive: true });
  writeFileSync(join(root, 'truetype/droid/DroidSansFallbackFull.ttf'), 'no font');
  const lines = [{ label: '千と千尋の神隠し', amount: '500 JPY' }];
  assert.ok((await pdfOf(paper(lines), root)).equals(await pdfOf(paper(lines), '/nowhere')));
});
