import { join } from 'node:path';
import { checkBoundaries } from './boundaries.ts';
import { strangeStreamReaders } from './stream-readers.ts';

const root = join(import.meta.dirname, '../..');
const { modules, violations, unseen } = await checkBoundaries(root);
const readers = strangeStreamReaders(root);
for (const violation of [...violations, ...readers]) console.error(`✗ ${violation}`);
for (const file of unseen) console.error(`✗ ${file} was not looked at: the boundary check does not reach it`);
console.log(
  `${modules} modules checked, ${violations.length} forbidden imports and ${readers.length} strange readers of streams found`,
);
if (modules === 0 || violations.length + readers.length > 0 || unseen.length > 0) process.exitCode = 1;
