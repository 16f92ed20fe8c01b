import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { gatewayContexts as contexts } from '../../gateway/contexts.ts';
import { VARIABLES } from '../../platform/config.ts';
import { ROLES } from '../../platform/role-names.ts';
import { standardProjections as projections } from '../../projections/testing/standard.ts';

const ROOT = join(import.meta.dirname, '../..');
const page = readFileSync(join(ROOT, 'docs/operations.md'), 'utf8');
const rows = page
  .split('\n')
  .filter((line) => line.startsWith('| `'))
  .map((line) => line.split('|')[1]?.trim().replaceAll('`', '') ?? '');

test('every variable has its row, and no other variable is spoken of', () => {
  assert.deepEqual(new Set(rows.filter((name) => name.startsWith('REPRISE_'))), new Set(VARIABLES));
  const spokenOf = [...page.matchAll(/REPRISE_[A-Z_]+/g)].map(([name]) => name).filter((name) => name !== 'REPRISE_');
  for (const name of spokenOf) assert.ok(VARIABLES.includes(name), `${name} is no variable of Reprise`);
});

test('the defaults on the page are those of the configuration', () => {
  const source = readFileSync(join(ROOT, 'platform/config.ts'), 'utf8');
  const checked = [...page.matchAll(/^\| `(REPRISE_[A-Z_]+)` \|.*\| `([^`]+)`[^|]*\|$/gm)].filter(
    ([, , value]) => value !== 'all',
  );
  assert.ok(checked.length >= 7, `saw only ${checked.length} defaults`);
  for (const [, name = '', value = ''] of checked) {
    const written =
      new RegExp(`${name}: [^;]*?\\.default\\(([^\\n]+)\\),\\n`).exec(source)?.[1] ??
      assert.fail(`${name} has no default`);
    const product = /^[\d\s*_]+$/.test(written)
      ? written
          .replaceAll('_', '')
          .split(/(?<!\*)\*(?!\*)/)
          .reduce(
            (sum, part) =>
              sum *
              part
                .split('**')
                .map(Number)
                .reduce((base, power) => base ** power),
            1,
          )
      : written.replaceAll("'", '');
    assert.equal(String(product), value, name);
  }
});

test('every role and every read model is described', () => {
  for (const role of ROLES) assert.ok(rows.includes(role), role);
  for (const { name } of projections) assert.ok(page.includes(`\`${name}\``), name);
});

test('metrics, paths and commands of the page exist', () => {
  const metrics = readFileSync(join(ROOT, 'gateway/http/metrics.ts'), 'utf8');
  const named = [...page.matchAll(/reprise_[a-z_]+/g)].map(([name]) => name);
  assert.ok(named.length >= 6);
  const gauges = new Set(contexts.flatMap((context) => context.gauges ?? []).map(({ name }) => name));
  for (const name of named) assert.ok(metrics.includes(`'${name}'`) || gauges.has(name), `${name} is no metric`);
  const health = readFileSync(join(ROOT, 'gateway/http/health.routes.ts'), 'utf8');
  for (const [, path = ''] of page.matchAll(/GET (\/[a-z/]+)/g))
    assert.ok(health.includes(`'${path}'`), `${path} is no path`);
  const help = readFileSync(join(ROOT, 'platform/cli.ts'), 'utf8');
  const commands = [...page.matchAll(/reprise -- ([\w-]+)(?: (\w+) titles| list)?/g)];
  assert.ok(commands.length >= 7);
  for (const [, command = '', action] of commands)
    assert.ok(
      help.includes(`\n  ${command}${action === undefined ? '' : ` ${action}`} `),
      `${command} ${action ?? ''} is no command`,
    );
});
