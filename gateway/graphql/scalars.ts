import { GraphQLScalarType, Kind, type GraphQLSchema } from 'graphql';
import { publicError } from './errors.ts';

const POSITION = /^\d{1,20}$/;

const toPosition = (value: unknown): string => {
  if (typeof value === 'string' && POSITION.test(value)) return value;
  throw publicError('BAD_INPUT', 'A Position is decimal text, as a mutation gave it in `token`.');
};

/** Gives the scalars of the SDL their meaning. Instants and JSON leave as the read models hold them. */
export function shapeScalars(schema: GraphQLSchema): void {
  const position = schema.getType('Position');
  if (!(position instanceof GraphQLScalarType)) throw new Error('The SDL must define the scalar Position.');
  position.serialize = toPosition;
  position.parseValue = toPosition;
  position.parseLiteral = (node) =>
    toPosition(node.kind === Kind.STRING || node.kind === Kind.INT ? node.value : undefined);
}
