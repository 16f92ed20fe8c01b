import {
  isInterfaceType,
  isObjectType,
  valueFromASTUntyped,
  type ConstDirectiveNode,
  type GraphQLField,
  type GraphQLSchema,
} from 'graphql';
import { lacks, lacksScope, may } from '../../domain/kernel/permission-decision.ts';
import type { Permission } from '../../domain/kernel/permission-decision.ts';
import type { Caller } from '../../ports/identity.ts';

/** Who asks, as far as access goes by it. */
export type Asker = Pick<Caller, 'kind' | 'actor' | 'program'>;

/** The error for a caller whom `@allow` leaves out. */
export const FORBIDDEN = 'Only an operator may do this. Open the studio with the link that `npm start` prints.';

/** The error for a program that asks for what belongs to a person. */
export const FOR_PEOPLE =
  "This is for people. A program with a key may do what its scopes name, and nothing of a person's.";

/** Who may see each field of a schema. */
export interface Access {
  /** Whether the field, one of a root, may be asked for without an account where viewers need one. */
  isOpen(field: GraphQLField<unknown, never>): boolean;
  /** Why this caller may not ask for the field, for people; undefined: they may. Fields that name nobody are for nobody. */
  refusalOf(field: GraphQLField<unknown, never>, asker: Asker): string | undefined;
}

/** What `@allow` says of a field. */
export interface Rule {
  /** Kinds of callers, in lower case. */
  readonly to: ReadonlySet<string>;
  /** What staff must be permitted, all of it. */
  readonly may: readonly Permission[];
}

const NOBODY: Rule = { to: new Set(), may: [] };

/**
 * Reads `@allow` of each field; what a field does not say, its type says for all of its fields. Through an interface a field
 * is for those who may ask for it in every type that it can turn out to be.
 */
export function readAccess(schema: GraphQLSchema): Access {
  const rules = new Map<GraphQLField<unknown, never>, Rule>();
  for (const type of Object.values(schema.getTypeMap())) {
    if (!isObjectType(type) && !isInterfaceType(type)) continue;
    const ofType = ruleIn(type.astNode?.directives);
    for (const field of Object.values(type.getFields()))
      rules.set(field, ruleIn(field.astNode?.directives) ?? ofType ?? NOBODY);
  }
  for (const type of Object.values(schema.getTypeMap())) {
    if (!isInterfaceType(type)) continue;
    for (const [name, field] of Object.entries(type.getFields())) {
      const others = schema
        .getPossibleTypes(type)
        .map((object) => rules.get(object.getFields()[name] as never) ?? NOBODY);
      const own = rules.get(field) ?? NOBODY;
      rules.set(field, {
        to: new Set([...own.to].filter((kind) => others.every((other) => other.to.has(kind)))),
        may: [...new Set([own, ...others].flatMap((each) => each.may))],
      });
    }
  }
  const roots = new Set<unknown>(
    [schema.getQueryType(), schema.getMutationType(), schema.getSubscriptionType()].flatMap((type) =>
      Object.values(type?.getFields() ?? {}),
    ),
  );
  return {
    isOpen: (field) => field.astNode?.directives?.some(({ name }) => name.value === 'open') ?? false,
    refusalOf(field, { kind, actor, program }) {
      const rule = rules.get(field) ?? NOBODY;
      if (program !== undefined) return refusalOfProgram(rule, actor, roots.has(field));
      if (!rule.to.has(kind)) return FORBIDDEN;
      const lacking = kind === 'staff' ? rule.may.find((permission) => !may(actor, permission)) : undefined;
      return lacking === undefined ? undefined : lacks(lacking);
    },
  };
}

/**
 * A program has its scopes. Of what takes no permission it gets, at the root, what is for programs by name: everything else there
 * is somebody's own, such as an account. What stands below is a part of what it got.
 */
function refusalOfProgram(rule: Rule, actor: Asker['actor'], isRoot: boolean): string | undefined {
  if (rule.may.length === 0) {
    const isOpen = isRoot ? rule.to.has('program') : rule.to.size > 0;
    return isOpen ? undefined : FOR_PEOPLE;
  }
  if (!rule.to.has('staff')) return FOR_PEOPLE;
  const lacking = rule.may.find((permission) => !may(actor, permission));
  return lacking === undefined ? undefined : lacksScope(lacking);
}

/** What a `@allow` among the directives says; undefined when there is none. */
export function ruleIn(directives: readonly ConstDirectiveNode[] | undefined): Rule | undefined {
  const allow = directives?.find(({ name }) => name.value === 'allow');
  const valueOf = (argument: string): readonly unknown[] => {
    const value = allow?.arguments?.find(({ name }) => name.value === argument)?.value;
    return value === undefined ? [] : [valueFromASTUntyped(value)].flat();
  };
  if (allow === undefined) return undefined;
  // A test holds the names against the table of permissions.
  return {
    to: new Set(valueOf('to').map((kind) => String(kind).toLowerCase())),
    may: valueOf('may') as readonly Permission[],
  };
}
