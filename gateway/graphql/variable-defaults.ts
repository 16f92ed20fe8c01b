import { getOperationAST, valueFromASTUntyped, type DocumentNode } from 'graphql';

type Variables = Readonly<Record<string, unknown>> | undefined;

/**
 * The variables of an operation with its own defaults (`$first: Int! = 20`) where none was given. Documents that are asked for often
 * are compiled, and what is compiled takes a variable that must not be null for missing, whatever its default.
 */
export function withDefaults(
  document: DocumentNode | undefined,
  operationName: string | undefined,
  variables: Variables,
): Variables {
  const defined = document && getOperationAST(document, operationName)?.variableDefinitions;
  let filled: Record<string, unknown> | undefined;
  for (const { variable, defaultValue } of defined ?? [])
    if (defaultValue !== undefined && variables?.[variable.name.value] === undefined)
      (filled ??= { ...variables })[variable.name.value] = valueFromASTUntyped(defaultValue);
  return filled ?? variables;
}
