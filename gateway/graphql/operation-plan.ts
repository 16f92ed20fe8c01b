import {
  Kind,
  getNamedType,
  getOperationAST,
  isCompositeType,
  isInterfaceType,
  isObjectType,
  type DocumentNode,
  type FragmentDefinitionNode,
  type GraphQLCompositeType,
  type GraphQLField,
  type GraphQLSchema,
  type OperationTypeNode,
  type SelectionSetNode,
} from 'graphql';
import { permissionsOf } from '../../domain/kernel/permission-decision.ts';
import type { Asker } from './access.ts';
import { publicError } from './errors.ts';
import type { ExecutableSchema } from './schema.ts';

/** A field that somebody may not see. */
export interface Refused {
  readonly field: string;
  /** For people. */
  readonly message: string;
}

/** What can be known of an operation before it runs, from its document alone. Worked out once per document. */
export interface OperationPlan {
  readonly kind: `${OperationTypeNode}`;
  /** The read models that its fields read: what a consistency token has to wait for. */
  readonly reads: readonly string[];
  /** Whether it is a query that all callers of one kind get the same answer to. */
  readonly isShared: boolean;
  /** Whether it asks for something that needs an account where viewers need one. */
  readonly needsAccount: boolean;
  /** The first field (`Type.field`) that this caller may not see, and why; undefined: they may see all. */
  refusedFor(asker: Asker): Refused | undefined;
}

/**
 * Plans operations and remembers the plans for as long as their documents live.
 * Throws `BAD_REQUEST` when the document has no operation of that name.
 */
export function createPlans(
  executable: ExecutableSchema,
): (document: DocumentNode, operationName: string | null | undefined) => OperationPlan {
  const known = new WeakMap<DocumentNode, Map<string, OperationPlan>>();
  return (document, operationName) => {
    const plans = known.get(document) ?? new Map<string, OperationPlan>();
    known.set(document, plans);
    const plan = plans.get(operationName ?? '') ?? planOf(executable, document, operationName);
    plans.set(operationName ?? '', plan);
    return plan;
  };
}

function planOf(
  executable: ExecutableSchema,
  document: DocumentNode,
  operationName: string | null | undefined,
): OperationPlan {
  const { schema } = executable;
  const operation = getOperationAST(document, operationName);
  const root = operation ? schema.getRootType(operation.operation) : undefined;
  if (!operation || !root) throw publicError('BAD_REQUEST', 'Name one operation of the document in `operationName`.');
  const reads = new Set<string>();
  let isShared = operation.operation === 'query';
  let needsAccount = false;
  visitFields(schema, document, operation.selectionSet, root, (field, parent) => {
    if (parent === root && !executable.access.isOpen(field)) needsAccount = true;
    for (const model of executable.readsOf(field)) reads.add(model);
    isShared &&= executable.isForEverybody(field);
    return true;
  });
  const verdicts = new Map<string, Refused | undefined>();
  return {
    kind: operation.operation,
    reads: [...reads],
    isShared,
    needsAccount,
    refusedFor(asker) {
      const key = whoCounts(asker);
      if (verdicts.has(key)) return verdicts.get(key);
      let refused: Refused | undefined;
      visitFields(schema, document, operation.selectionSet, root, (field, parent) => {
        if (refused !== undefined) return false;
        const message = executable.access.refusalOf(field, asker);
        if (message === undefined) return true;
        // A refusal that the field's own union has a member for is answered there, by the field; what stands below it is not reached.
        if (!executable.canShowRefusal(field)) refused = { field: `${parent.name}.${field.name}`, message };
        return false;
      });
      verdicts.set(key, refused);
      return refused;
    },
  };
}

/** What of a caller access goes by: there are as many verdicts on an operation as sets of permissions. */
const whoCounts = ({ kind, actor, program }: Asker): string => {
  if (program !== undefined) return `program ${permissionsOf(actor).join()}`;
  return kind === 'viewer' ? kind : `${kind} ${permissionsOf(actor).join()}`;
};

/** Calls `visit` for every field that is asked for, each fragment once; what stands below a field only if it gave true. */
function visitFields(
  schema: GraphQLSchema,
  document: DocumentNode,
  from: SelectionSetNode,
  root: GraphQLCompositeType,
  visit: (field: GraphQLField<unknown, never>, parent: GraphQLCompositeType) => boolean,
): void {
  const fragments = new Map<string, FragmentDefinitionNode>();
  for (const node of document.definitions)
    if (node.kind === Kind.FRAGMENT_DEFINITION) fragments.set(node.name.value, node);
  const seen = new Set<string>();
  const walk = (selection: SelectionSetNode, parent: GraphQLCompositeType): void => {
    for (const node of selection.selections) {
      if (node.kind === Kind.FIELD) {
        const field = isObjectType(parent) || isInterfaceType(parent) ? parent.getFields()[node.name.value] : undefined;
        // `__typename` is free, and `__schema` has a rule of its own.
        if (field === undefined || !visit(field as GraphQLField<unknown, never>, parent)) continue;
        const type = getNamedType(field.type);
        if (node.selectionSet !== undefined && isCompositeType(type)) walk(node.selectionSet, type);
        continue;
      }
      const fragment = node.kind === Kind.FRAGMENT_SPREAD ? fragments.get(node.name.value) : node;
      if (node.kind === Kind.FRAGMENT_SPREAD) {
        if (seen.has(node.name.value)) continue;
        seen.add(node.name.value);
      }
      if (fragment === undefined) continue;
      const named = schema.getType(fragment.typeCondition?.name.value ?? parent.name);
      if (isCompositeType(named)) walk(fragment.selectionSet, named);
    }
  };
  walk(from, root);
}
