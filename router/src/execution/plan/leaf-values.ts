import { type GraphQLLeafType, isEnumType, specifiedScalarTypes } from 'graphql';

/** Whether a subgraph may have meant a value of the type; values of custom scalars are theirs alone. */
export type IsValidLeaf = (value: unknown) => boolean;

/** The same verdicts as the stock gateway's, which takes any whole number for an Int or an ID. */
export function leafCheck(type: GraphQLLeafType): IsValidLeaf {
  if (isEnumType(type)) return (value) => typeof value === 'string' && type.getValue(value) !== undefined;
  if (!specifiedScalarTypes.some(({ name }) => name === type.name)) return () => true;
  switch (type.name) {
    case 'Boolean':
      return (value) => typeof value === 'boolean';
    case 'Int':
      return isWholeNumber;
    case 'Float':
      return (value) => typeof value === 'number' && Number.isFinite(value);
    case 'ID':
      return (value) => typeof value === 'string' || isWholeNumber(value);
    default:
      return (value) => typeof value === 'string';
  }
}

/** As it is written: 1e21 is a whole number, but no subgraph writes an Int like that. */
export function isWholeNumber(value: unknown): boolean {
  return Number.isInteger(value) && Math.abs(value as number) < 1e21;
}
