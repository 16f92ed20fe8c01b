/** `node tests/bench/scale.ts [VIEWERS…]`: what so many viewers at once take, as the table of docs/scale.md. */
import { scaleTable } from './scale-figures.ts';

const crowds = process.argv.slice(2).map(Number);
if (crowds.some((viewers) => !Number.isSafeInteger(viewers) || viewers < 1)) {
  process.stderr.write('Usage: node tests/bench/scale.ts [VIEWERS…], whole numbers from 1 on\n');
  process.exit(2);
}
process.stdout.write(scaleTable(crowds.length > 0 ? crowds : [20_000, 100_000, 1_000_000]));
