import {
  Kind,
  getNamedType,
  isCompositeType,
  isListType,
  isNonNullType,
  isObjectType,
  isInterfaceType,
  getOperationAST,
  type DocumentNode,
  type FieldNode,
  type FragmentDefinitionNode,
  type GraphQLCompositeType,
  type GraphQLError,
  type GraphQLField,
  type GraphQLSchema,
  type SelectionSetNode,
  type ValidationRule,
} from 'graphql';
import { MAX_FIRST } from './connection.ts';
import { publicError } from './errors.ts';

/** How much one document may ask for. The figures follow GraphQL Armor's defaults and what was measured on this server. */
export const LIMITS = {
  tokens: 1000,
  depth: 10,
  aliases: 15,
  directives: 50,
  cost: 10_000,
  bodyBytes: 64 * 1024,
  /** Characters of a document, blanks and comments too: a thousand of them are remembered. */
  characters: 16 * 1024,
} as const;

/** Rows assumed for a list that has no `first` argument (renditions, jobs). */
const PLAIN_LIST = 6;
const INTROSPECTION_COST = 100;
/** A mutation writes to the log for ever: it costs more than reading what it gives back. */
const MUTATION_COST = 100;

type Fragments = ReadonlyMap<string, FragmentDefinitionNode>;

/** Refuses documents that nest too deep or repeat too much. It depends on the document alone, so its verdict can be cached with it. */
export const shapeRule: ValidationRule = (context) => ({
  Document(document) {
    const { aliases, directives } = countAll(document);
    const refuse = (message: string): void => context.reportError(tooComplex(message));
    if (aliases > LIMITS.aliases) refuse(`The document has ${aliases} aliases; at most ${LIMITS.aliases} are allowed.`);
    if (directives > LIMITS.directives)
      refuse(`The document has ${directives} directives; at most ${LIMITS.directives} are allowed.`);
    const depth = depthOf(document);
    if (depth > LIMITS.depth) refuse(`The document is ${depth} levels deep; at most ${LIMITS.depth} are allowed.`);
  },
});

/** What one operation costs: a scalar 1, an object 2, times the rows of the lists around it. Throws when that is too much. */
export function costOf(
  schema: GraphQLSchema,
  document: DocumentNode,
  operationName: string | null | undefined,
  variables: Readonly<Record<string, unknown>>,
): number {
  const operation = getOperationAST(document, operationName);
  const root = operation === null || operation === undefined ? undefined : schema.getRootType(operation.operation);
  if (!operation || !root) throw publicError('BAD_REQUEST', 'Name one operation of the document in `operationName`.');
  const fragments = fragmentsOf(document);
  // A fragment costs the same wherever it stands: counting it once keeps towers of fragments from costing time here.
  const known = new Map<string, number>();

  const selectionCost = (selection: SelectionSetNode, type: GraphQLCompositeType): number => {
    let sum = 0;
    for (const node of selection.selections) {
      if (node.kind === Kind.FIELD) sum += fieldCost(node, type);
      else if (node.kind === Kind.INLINE_FRAGMENT)
        sum += selectionCost(node.selectionSet, typeNamed(node.typeCondition?.name.value) ?? type);
      else sum += fragmentCost(node.name.value);
    }
    return Math.min(sum, Number.MAX_SAFE_INTEGER);
  };
  const fragmentCost = (name: string): number => {
    const before = known.get(name);
    if (before !== undefined) return before;
    known.set(name, 0);
    const fragment = fragments.get(name);
    const type = typeNamed(fragment?.typeCondition.name.value);
    const cost = fragment === undefined || type === undefined ? 0 : selectionCost(fragment.selectionSet, type);
    known.set(name, cost);
    return cost;
  };
  const fieldCost = (node: FieldNode, parent: GraphQLCompositeType): number => {
    if (node.name.value.startsWith('__')) return node.selectionSet === undefined ? 0 : INTROSPECTION_COST;
    const field = isObjectType(parent) || isInterfaceType(parent) ? parent.getFields()[node.name.value] : undefined;
    const type = field === undefined ? undefined : getNamedType(field.type);
    const write = parent === schema.getMutationType() ? MUTATION_COST : 0;
    if (field === undefined || node.selectionSet === undefined || !isCompositeType(type)) return write + 1;
    return write + 2 + rowsOf(field, node, variables) * selectionCost(node.selectionSet, type);
  };
  const typeNamed = (name: string | undefined): GraphQLCompositeType | undefined => {
    const type = name === undefined ? undefined : schema.getType(name);
    return isCompositeType(type) ? type : undefined;
  };

  const cost = selectionCost(operation.selectionSet, root);
  if (cost > LIMITS.cost)
    throw tooComplex(
      `The operation costs ${cost} points; at most ${LIMITS.cost} are allowed. Ask for fewer rows or fields.`,
    );
  return cost;
}

/** Whether a document asks for the schema itself. */
export function asksForSchema(document: DocumentNode): boolean {
  const known = introspective.get(document);
  if (known !== undefined) return known;
  let asks = false;
  visitSelections(document, (node) => {
    asks ||= node.name.value === '__schema' || node.name.value === '__type';
  });
  introspective.set(document, asks);
  return asks;
}
const introspective = new WeakMap<DocumentNode, boolean>();

const tooComplex = (message: string): GraphQLError => publicError('TOO_COMPLEX', message);

function rowsOf(
  field: GraphQLField<unknown, unknown>,
  node: FieldNode,
  variables: Readonly<Record<string, unknown>>,
): number {
  const argument = field.args.find(({ name }) => name === 'first');
  if (argument === undefined) {
    const bare = isNonNullType(field.type) ? field.type.ofType : field.type;
    // The rows of a connection were counted where `first` stands.
    return isListType(bare) && field.name !== 'edges' ? PLAIN_LIST : 1;
  }
  const given = node.arguments?.find(({ name }) => name.value === 'first')?.value;
  if (given?.kind === Kind.INT) return clampRows(Number(given.value));
  const variable = given?.kind === Kind.VARIABLE ? variables[given.name.value] : undefined;
  // A variable's own default in the document is not known here: the most is assumed.
  if (given?.kind === Kind.VARIABLE) return typeof variable === 'number' ? clampRows(variable) : MAX_FIRST;
  return clampRows(Number(argument.defaultValue ?? MAX_FIRST));
}

// What exceeds the range is refused by the resolver; here it must only not be cheap.
const clampRows = (rows: number): number => (rows >= 1 ? Math.min(rows, 1_000_000) : 1);

function depthOf(document: DocumentNode): number {
  const fragments = fragmentsOf(document);
  const known = new Map<string, number>();
  const depth = (selection: SelectionSetNode | undefined): number => {
    let deepest = 0;
    for (const node of selection?.selections ?? []) {
      if (node.kind === Kind.FIELD) {
        // Introspection nests by nature and is for operators.
        if (!node.name.value.startsWith('__')) deepest = Math.max(deepest, 1 + depth(node.selectionSet));
      } else if (node.kind === Kind.INLINE_FRAGMENT) deepest = Math.max(deepest, depth(node.selectionSet));
      else {
        const name = node.name.value;
        if (!known.has(name)) {
          known.set(name, 0);
          known.set(name, depth(fragments.get(name)?.selectionSet));
        }
        deepest = Math.max(deepest, known.get(name) ?? 0);
      }
    }
    return deepest;
  };
  return Math.max(
    0,
    ...document.definitions.map((node) => (node.kind === Kind.OPERATION_DEFINITION ? depth(node.selectionSet) : 0)),
  );
}

function countAll(document: DocumentNode): { aliases: number; directives: number } {
  let aliases = 0;
  let directives = 0;
  visitSelections(
    document,
    (node) => {
      if (node.alias !== undefined) aliases++;
      directives += node.directives?.length ?? 0;
    },
    (count) => {
      directives += count;
    },
  );
  return { aliases, directives };
}

function visitSelections(
  document: DocumentNode,
  onField: (node: FieldNode) => void,
  onOther: (directives: number) => void = () => {},
): void {
  const visit = (selection: SelectionSetNode | undefined): void => {
    for (const node of selection?.selections ?? []) {
      if (node.kind === Kind.FIELD) onField(node);
      else onOther(node.directives?.length ?? 0);
      if (node.kind !== Kind.FRAGMENT_SPREAD) visit(node.selectionSet);
    }
  };
  for (const definition of document.definitions)
    if (definition.kind === Kind.OPERATION_DEFINITION || definition.kind === Kind.FRAGMENT_DEFINITION) {
      onOther(definition.directives?.length ?? 0);
      visit(definition.selectionSet);
    }
}

const fragmentsOf = (document: DocumentNode): Fragments =>
  new Map(
    document.definitions.flatMap((node) =>
      node.kind === Kind.FRAGMENT_DEFINITION ? [[node.name.value, node] as const] : [],
    ),
  );
