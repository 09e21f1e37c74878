import {
  type ASTVisitor,
  type ConstDirectiveNode,
  type InterfaceTypeDefinitionNode,
  Kind,
  type ObjectTypeDefinitionNode,
} from 'graphql';

/**
 * Visitor of a supergraph that leaves no key that cannot be resolved in front of one that can.
 *
 * Where a field has `@requires`, the planner comes back to its subgraph by the first key that is written there, even if
 * that one is `resolvable: false`. Such a key says nothing that a resolvable one beside it does not say, so it goes; in
 * an extension it also says that its fields are resolved there, so it only steps back.
 */
export const withoutRedundantKeys: ASTVisitor = {
  ObjectTypeDefinition: withResolvableKeys,
  InterfaceTypeDefinition: withResolvableKeys,
};

function withResolvableKeys<Node extends ObjectTypeDefinitionNode | InterfaceTypeDefinitionNode>(
  node: Node,
): Node | undefined {
  const directives = node.directives ?? [];
  const resolvable = new Set(directives.filter((each) => isKey(each) && !isUnresolvable(each)).map(graphOf));
  const isRedundant = (each: ConstDirectiveNode) => isUnresolvable(each) && resolvable.has(graphOf(each));
  if (!directives.some(isRedundant)) return undefined;
  const kept = directives.filter((each) => !isRedundant(each));
  const backwards = directives.filter((each) => isRedundant(each) && isTrue(argument(each, 'extension')));
  return { ...node, directives: [...kept, ...backwards] };
}

function isKey(directive: ConstDirectiveNode): boolean {
  return directive.name.value === 'join__type' && argument(directive, 'key') !== undefined;
}

function isUnresolvable(directive: ConstDirectiveNode): boolean {
  const resolvable = argument(directive, 'resolvable');
  return isKey(directive) && resolvable?.kind === Kind.BOOLEAN && !resolvable.value;
}

function graphOf(directive: ConstDirectiveNode): string {
  const graph = argument(directive, 'graph');
  return graph?.kind === Kind.ENUM ? graph.value : '';
}

function isTrue(value: ReturnType<typeof argument>): boolean {
  return value?.kind === Kind.BOOLEAN && value.value;
}

function argument(directive: ConstDirectiveNode, name: string) {
  return directive.arguments?.find((each) => each.name.value === name)?.value;
}
