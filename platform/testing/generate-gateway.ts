import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { codegen } from '@graphql-codegen/core';
import * as typescript from '@graphql-codegen/typescript';
import * as typescriptResolvers from '@graphql-codegen/typescript-resolvers';
import { parse } from 'graphql';
import { gatewayContexts } from '../../gateway/contexts.ts';
import { readSdl } from '../../gateway/graphql/sdl.ts';

// Writes what is made from the list of contexts and committed, so that a change of the API shows in review:
// `node platform/testing/generate-gateway.ts`, and with `--check` only says whether the committed files are up to date.

const HEAD = "Made from the contexts' *.graphql files by `npm run generate`. Do not edit.";

/** The generated files by their path below `gateway/`. */
async function files(): Promise<Readonly<Record<string, string>>> {
  const sdl = readSdl(gatewayContexts);
  return {
    'generated/schema.graphql': `# ${HEAD}\n\n${sdl}\n`,
    'generated/resolvers.ts': `// ${HEAD}\n${await resolverTypes(sdl)}`,
  };
}

/** What resolvers are given and have to give back, so that a resolver that does not fit the SDL does not compile. */
function resolverTypes(sdl: string): Promise<string> {
  return codegen({
    filename: 'generated/resolvers.ts',
    schema: parse(sdl),
    documents: [],
    plugins: [{ typescript: {} }, { typescriptResolvers: {} }],
    pluginMap: { typescript, typescriptResolvers },
    config: {
      useTypeImports: true,
      enumsAsTypes: true,
      immutableTypes: true,
      skipTypename: true,
      onlyResolveTypeForInterfaces: true,
      makeResolverTypeCallable: true,
      maybeValue: 'T | null',
      inputMaybeValue: 'T | null | undefined',
      scalars: { ID: 'string', Position: 'string', DateTime: 'string', JSON: 'unknown' },
      contextType: '../graphql/context.ts#RequestContext',
      mappers: Object.fromEntries(
        gatewayContexts.flatMap(({ views = {} }) => Object.entries(views).map(([type, view]) => [type, `../${view}`])),
      ),
    },
  });
}

const check = process.argv.includes('--check');
for (const [path, text] of Object.entries(await files())) {
  const target = join(import.meta.dirname, '../../gateway', path);
  if (!check) {
    mkdirSync(dirname(target), { recursive: true });
    writeFileSync(target, text);
    console.log(`wrote gateway/${path}`);
  } else if (readOrEmpty(target) !== text) {
    console.error(`✗ gateway/${path} is not what the contexts say. Run \`npm run generate\` and commit it.`);
    process.exitCode = 1;
  }
}

function readOrEmpty(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return '';
  }
}
