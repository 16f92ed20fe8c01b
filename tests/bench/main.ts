/** `npm run bench [NAME…] [-- --json FILE]`: measures each part against the limit of the part under it, in the same run. */
import { writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { describe, short, type Figure } from './bench.ts';
import { benchmarks } from './benchmarks.ts';

const { values, positionals } = parseArgs({ allowPositionals: true, options: { json: { type: 'string' } } });
const unknown = positionals.filter((name) => !benchmarks.some((benchmark) => benchmark.name === name));
if (unknown.length > 0) {
  process.stderr.write(
    `There is no benchmark ${unknown.join(', ')}. Choose from: ${benchmarks.map((benchmark) => benchmark.name).join(', ')}.\n`,
  );
  process.exit(2);
}

const chosen = benchmarks.filter((benchmark) => positionals.length === 0 || positionals.includes(benchmark.name));
const figures: Figure[] = [];
for (const [index, benchmark] of chosen.entries()) {
  process.stderr.write(`[${index + 1}/${chosen.length}] ${benchmark.name}: ${benchmark.description}\n`);
  const report = (line: string) => process.stderr.write(`      ${line}\n`);
  for await (const figure of benchmark.run(report)) {
    figures.push(figure);
    report(describe(figure));
  }
}
process.stdout.write(table(figures));
if (values.json !== undefined) writeFileSync(values.json, `${JSON.stringify(figures, null, 2)}\n`);

/** A Markdown table, ready for docs/benchmarks.md. */
function table(rows: readonly Figure[]): string {
  const lines = rows.map(
    (row) =>
      `| ${row.name} | ${short(row.value)} ${row.unit} | ${short(row.limit)} ${row.unit} | ${row.ratio.toFixed(2)} | ${row.spread.map((ratio) => ratio.toFixed(2)).join('–')} |`,
  );
  return [
    '| what | measured | limit, same run | ratio | worst–best round |',
    '|---|---:|---:|---:|---:|',
    ...lines,
    '',
  ].join('\n');
}
