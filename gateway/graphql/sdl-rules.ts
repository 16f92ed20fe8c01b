import {
  isEnumType,
  isInputObjectType,
  isInterfaceType,
  isIntrospectionType,
  isObjectType,
  isSpecifiedDirective,
  isSpecifiedScalarType,
  type GraphQLSchema,
} from 'graphql';
import { permissions } from '../../domain/kernel/permission-decision.ts';
import { ruleIn } from './access.ts';

/**
 * What a schema fails to say: fields without `@allow` (on the field or on its type), those for staff alone without a permission, and types, fields, arguments, input
 * fields, enum values and directives without a description. Each as `Type.field: what is missing`.
 */
export function missingIn(schema: GraphQLSchema): readonly string[] {
  const missing: string[] = [];
  const describe = (path: string, thing: { readonly description?: string | null | undefined }): void => {
    if ((thing.description ?? '').trim() === '') missing.push(`${path}: no description`);
  };
  for (const type of Object.values(schema.getTypeMap())) {
    if (isIntrospectionType(type) || isSpecifiedScalarType(type)) continue;
    describe(type.name, type);
    if (isEnumType(type)) for (const value of type.getValues()) describe(`${type.name}.${value.name}`, value);
    if (isInputObjectType(type))
      for (const field of Object.values(type.getFields())) describe(`${type.name}.${field.name}`, field);
    if (!isObjectType(type) && !isInterfaceType(type)) continue;
    const ofType = ruleIn(type.astNode?.directives);
    for (const field of Object.values(type.getFields())) {
      const path = `${type.name}.${field.name}`;
      describe(path, field);
      for (const argument of field.args) describe(`${path}(${argument.name})`, argument);
      const rule = ruleIn(field.astNode?.directives) ?? ofType;
      if (rule === undefined) missing.push(`${path}: no @allow`);
      else if (rule.to.has('staff') && rule.to.size === 1 && rule.may.length === 0)
        missing.push(`${path}: for staff, without the permission that it takes`);
      for (const name of rule?.may ?? [])
        if (!Object.hasOwn(permissions, name)) missing.push(`${path}: there is no permission "${name}"`);
    }
  }
  for (const directive of schema.getDirectives()) {
    if (isSpecifiedDirective(directive)) continue;
    describe(`@${directive.name}`, directive);
    for (const argument of directive.args) describe(`@${directive.name}(${argument.name})`, argument);
  }
  return missing;
}
