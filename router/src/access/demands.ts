import { Kind, parse, type SelectionSetNode } from 'graphql';
import type { SupergraphType, SupergraphTypes } from './supergraph-types.ts';

/** Every rule that selecting a field of a type demands, worked out once per field. */
export function demandsOf(types: SupergraphTypes): (type: string, field: string) => readonly number[] {
  const known = new Map<string, readonly number[]>();
  const demands = (type: string, field: string): readonly number[] => {
    const coordinate = `${type}.${field}`;
    const found = known.get(coordinate);
    if (found) return found;
    // A field that requires itself in a circle meets this; composition refuses such a thing.
    known.set(coordinate, []);
    const demanded = [...new Set(demandedBy(types, { type, field }, demands))].sort((left, right) => left - right);
    known.set(coordinate, demanded);
    return demanded;
  };
  return demands;
}

type Demands = (type: string, field: string) => readonly number[];

function demandedBy(types: SupergraphTypes, at: { type: string; field: string }, demands: Demands): number[] {
  const type = types.get(at.type);
  const field = type?.fields.get(at.field);
  if (!type || !field) return [];
  return [
    ...type.rules,
    ...field.rules,
    ...(types.get(field.type)?.rules ?? []),
    ...field.requires.flatMap((selection) => demandedIn(types, { type: at.type, selection }, demands)),
    ...field.contexts.flatMap(({ context, selection }) =>
      types.settingContext(context).flatMap((setter) => demandedIn(types, { type: setter, selection }, demands)),
    ),
    ...(type.isInterface ? types.implementing(at.type).flatMap((each) => demands(each, at.field)) : []),
    ...(field.isOfInterfaceObject ? rulesOfInterfaceObjects(types, type, at.field) : []),
  ];
}

/** The rules that stand where the field was written: on the interface of which a subgraph knows no more. */
function rulesOfInterfaceObjects(types: SupergraphTypes, { interfaces }: SupergraphType, field: string): number[] {
  return interfaces.flatMap((name) => {
    const origin = types.get(name);
    if (!origin?.isInterfaceObject) return [];
    return [...(origin.fields.get(field)?.rules ?? [])];
  });
}

/** @param of - Fields as in `@requires`, with or without braces around them. */
function demandedIn(types: SupergraphTypes, of: { type: string; selection: string }, demands: Demands): number[] {
  const text = of.selection.trim();
  const [operation] = parse(text.startsWith('{') ? text : `{ ${text} }`, { noLocation: true }).definitions;
  if (operation?.kind !== Kind.OPERATION_DEFINITION) return [];
  return demandedBySelection(types, { type: of.type, set: operation.selectionSet }, demands);
}

function demandedBySelection(
  types: SupergraphTypes,
  { type, set }: { type: string; set: SelectionSetNode },
  demands: Demands,
): number[] {
  return set.selections.flatMap((selection) => {
    if (selection.kind === Kind.FRAGMENT_SPREAD) return [];
    if (selection.kind === Kind.INLINE_FRAGMENT) {
      const condition = selection.typeCondition?.name.value ?? type;
      return demandedBySelection(types, { type: condition, set: selection.selectionSet }, demands);
    }
    const own = demands(type, selection.name.value);
    const returned = types.get(type)?.fields.get(selection.name.value)?.type;
    if (!selection.selectionSet || returned === undefined) return [...own];
    return [...own, ...demandedBySelection(types, { type: returned, set: selection.selectionSet }, demands)];
  });
}
