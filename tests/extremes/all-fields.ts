import { readFileSync } from 'node:fs';
import { buildSchema, getNamedType, isObjectType, isRequiredArgument, isUnionType } from 'graphql';
import type { GraphQLObjectType, GraphQLOutputType } from 'graphql';

const sdl = new URL('../../gateway/generated/schema.graphql', import.meta.url);
/** Rows of a page: few, so that every field of every row stays below the cost of one operation. */
const FIRST = 4;
const DEPTH = 7;

/** One question: everything that can be asked of one field of the root. */
export interface Question {
  readonly field: string;
  readonly document: string;
  /** Names of its arguments. */
  readonly takes: readonly string[];
  /** Whether it answers in pages. */
  readonly pages: boolean;
}

/** Asks every field of the gateway's SDL for every field below it, so that a new field needs no word here. */
export function everyQuestion(): readonly Question[] {
  const schema = buildSchema(readFileSync(sdl, 'utf8'));
  return Object.values(schema.getQueryType()?.getFields() ?? {}).map(({ name, args, type }): Question => {
    const used = args.filter((arg) => isRequiredArgument(arg) || ['after', 'id', 'stream', 'token'].includes(arg.name));
    const variables = used.map((arg) => `$${arg.name}: ${String(arg.type)}`).join(', ');
    const first = args.some((arg) => arg.name === 'first') ? [`first: ${FIRST}`] : [];
    const given = [...first, ...used.filter((arg) => arg.name !== 'first').map((arg) => `${arg.name}: $${arg.name}`)];
    return {
      field: name,
      document: `query Q${variables === '' ? '' : `(${variables})`} { ${name}${given.length === 0 ? '' : `(${given.join(', ')})`} ${selection(type, [])} }`,
      takes: used.map((arg) => arg.name),
      pages: args.some((arg) => arg.name === 'after'),
    };
  });
}

function selection(of: GraphQLOutputType, path: readonly string[]): string {
  const type = getNamedType(of);
  if (isUnionType(type))
    return `{ ${type
      .getTypes()
      .map((one) => `... on ${one.name} ${selection(one, path)}`)
      .join(' ')} }`;
  if (!isObjectType(type)) return '';
  return `{ ${fieldsOf(type, [...path, type.name]).join(' ')} }`;
}

function fieldsOf(type: GraphQLObjectType, path: readonly string[]): readonly string[] {
  return Object.values(type.getFields()).flatMap((field) => {
    const below = getNamedType(field.type);
    if (isObjectType(below) && (path.includes(below.name) || path.length >= DEPTH)) return [];
    return field.args.some(isRequiredArgument) ? [] : [`${field.name} ${selection(field.type, path)}`];
  });
}
