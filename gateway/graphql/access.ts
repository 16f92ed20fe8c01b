import {
  isInterfaceType,
  isObjectType,
  valueFromASTUntyped,
  type ConstDirectiveNode,
  type GraphQLField,
  type GraphQLSchema,
} from 'graphql';
import type { Caller } from '../../ports/identity.ts';

/** Kinds of callers, as `@allow(to: […])` of the SDL names them in capitals. */
export type CallerKind = Caller['kind'];

/** Who may see each field of a schema. */
export interface Access {
  /** Whether callers of this kind may ask for the field. Fields that name nobody are for nobody. */
  isAllowed(field: GraphQLField<unknown, never>, kind: CallerKind): boolean;
  /** Whether the field, one of a root, may be asked for without an account where viewers need one. */
  isOpen(field: GraphQLField<unknown, never>): boolean;
}

const NOBODY: ReadonlySet<string> = new Set();

/**
 * Reads `@allow` of each field; what a field does not say, its type says for all of its fields. Through an interface a field
 * is for those who may ask for it in every type that it can turn out to be.
 */
export function readAccess(schema: GraphQLSchema): Access {
  const kinds = new Map<GraphQLField<unknown, never>, ReadonlySet<string>>();
  for (const type of Object.values(schema.getTypeMap())) {
    if (!isObjectType(type) && !isInterfaceType(type)) continue;
    const ofType = allowedBy(type.astNode?.directives);
    for (const field of Object.values(type.getFields()))
      kinds.set(field, allowedBy(field.astNode?.directives) ?? ofType ?? NOBODY);
  }
  for (const type of Object.values(schema.getTypeMap())) {
    if (!isInterfaceType(type)) continue;
    for (const [name, field] of Object.entries(type.getFields())) {
      const others = schema
        .getPossibleTypes(type)
        .map((object) => kinds.get(object.getFields()[name] as never) ?? NOBODY);
      const own = kinds.get(field) ?? NOBODY;
      kinds.set(field, new Set([...own].filter((kind) => others.every((other) => other.has(kind)))));
    }
  }
  return {
    isAllowed: (field, kind) => kinds.get(field)?.has(kind) ?? false,
    isOpen: (field) => field.astNode?.directives?.some(({ name }) => name.value === 'open') ?? false,
  };
}

/** The kinds that a `@allow` among the directives names, in lower case; undefined when there is none. */
export function allowedBy(directives: readonly ConstDirectiveNode[] | undefined): ReadonlySet<string> | undefined {
  const allow = directives?.find(({ name }) => name.value === 'allow');
  const to = allow?.arguments?.find(({ name }) => name.value === 'to')?.value;
  if (to === undefined) return undefined;
  const value = valueFromASTUntyped(to);
  return new Set([value].flat().map((kind) => String(kind).toLowerCase()));
}
