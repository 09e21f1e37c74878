import { type GraphQLSchema, isAbstractType, isInterfaceType, isObjectType } from 'graphql';

/** Whether what stands under a type condition holds for objects of a type. */
export type TypeConditions = (condition: string, typename: string) => boolean;

export function typeConditions(schema: GraphQLSchema): TypeConditions {
  const found = known.get(schema);
  if (found) return found;
  const outcomes = new Map<string, Map<string, boolean>>();
  const conditions: TypeConditions = (condition, typename) => {
    if (condition === typename) return true;
    const abstract = schema.getType(condition);
    if (!isAbstractType(abstract)) return false;
    const ofCondition = outcomes.get(condition) ?? new Map<string, boolean>();
    outcomes.set(condition, ofCondition);
    const outcome = ofCondition.get(typename);
    if (outcome !== undefined) return outcome;
    const type = schema.getType(typename);
    // What subgraphs make up must not fill the memory.
    if (!isObjectType(type) && !isInterfaceType(type)) return false;
    const holds = schema.isSubType(abstract, type);
    ofCondition.set(typename, holds);
    return holds;
  };
  known.set(schema, conditions);
  return conditions;
}

const known = new WeakMap<GraphQLSchema, TypeConditions>();
