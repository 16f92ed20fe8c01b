import { join } from 'node:path';
import { checkBoundaries } from './boundaries.ts';

const { modules, violations, unseen } = await checkBoundaries(join(import.meta.dirname, '../..'));
for (const violation of violations) console.error(`✗ ${violation}`);
for (const file of unseen) console.error(`✗ ${file} was not looked at: the boundary check does not reach it`);
console.log(`${modules} modules checked, ${violations.length} forbidden imports found`);
if (modules === 0 || violations.length > 0 || unseen.length > 0) process.exitCode = 1;
