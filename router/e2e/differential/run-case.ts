import { getOperationAST, getVariableValues, parse, print } from 'graphql';
import { renameAliases } from '../../src/planning/aliases.ts';
import { withoutIntrospection } from '../../src/planning/introspection.ts';
import { withoutRules } from '../../src/supergraph/planner-sdl.ts';
import { inClientOrder } from './client-order.ts';
import { introspected } from './introspected.ts';
import { type JoinRules, readJoinRules } from './join-rules.ts';
import { type MockSchemas, type MockSubgraphs, mockSchemas, mockSubgraphs } from './mock-subgraphs.ts';
import type { GeneratedOperation } from './operations.ts';
import { type OurGateway, openOurGateway } from './our-gateway.ts';
import { failureOf, type Outcome, outcomeOf, renamedBack, type ToldError } from './outcome.ts';
import { openStockGateway, type StockGateway } from './stock-gateway.ts';
import type { NamedSupergraph } from './supergraphs/compose-named.ts';
import { typedAs, withTypenames } from './typenames.ts';
import type { Faults } from './world.ts';

/** Both gateways over one supergraph. */
export type Pair = {
  readonly name: string;
  readonly ours: OurGateway;
  readonly stock: StockGateway;
  /** Whether the stock gateway's planner is given another supergraph than ours. */
  readonly isSdlCorrected: boolean;
  /** The stock gateway over the supergraph that our planner is given. */
  readonly corrected: StockGateway;
  readonly hasInterfaceObjects: boolean;
  readonly schemas: MockSchemas;
  readonly rules: JoinRules;
  stop(): Promise<void>;
};

export type Case = {
  readonly operation: GeneratedOperation;
  /** Of the world that is asked. */
  readonly seed: string;
  readonly faults: Faults;
};

/** What both made of a case, and what the stock gateway makes of it when it is given what our planner is given. */
export type Outcomes = {
  readonly ours: Outcome;
  readonly stock: Outcome;
  readonly corrected: {
    /** Ours, to be compared with the stock gateway: without introspection. */
    readonly ours: Outcome;
    readonly stock: Outcome;
    /** Whether it was also asked for the types of all objects. */
    readonly isTyped: boolean;
    /** Whether the stock gateway's keys had to be put into the order of the specification. */
    readonly isReordered: boolean;
    /** Nulls that the stock gateway made of what the schema forbids; it is silent about them where it has other errors. */
    readonly completion: readonly ToldError[];
    /** Introspection as graphql-js answers it, where ours differs from it. */
    readonly introspection: readonly string[];
  };
  readonly isRenamed: boolean;
  readonly introspects: boolean;
};

export async function openPair({ name, sdl }: NamedSupergraph): Promise<Pair> {
  const ours = await openOurGateway(sdl);
  const stock = await openStockGateway(sdl);
  const isSdlCorrected = print(withoutRules(parse(sdl))) !== ours.sdl;
  const corrected = isSdlCorrected ? await openStockGateway(ours.sdl) : stock;
  return {
    name,
    ours,
    stock,
    isSdlCorrected,
    corrected,
    hasInterfaceObjects: sdl.includes('isInterfaceObject: true'),
    schemas: mockSchemas(ours.sdl),
    rules: readJoinRules(sdl),
    stop: async () => {
      await ours.stop();
      await stock.stop();
      if (isSdlCorrected) await corrected.stop();
    },
  };
}

/** Of our planner's thread; the stock gateway has no limit, and its process would end instead. */
const tooLarge = /planning it takes too long/;

/** @returns Null when neither can run it: its variables do not fit, or it is too much to plan. */
export async function runCase(pair: Pair, { operation, seed, faults }: Case): Promise<Outcomes | null> {
  const { variables, operationName } = operation;
  const document = parse(operation.source, { noLocation: true });
  const ast = getOperationAST(document, operationName);
  const { schema, names } = pair.ours;
  const { coerced } = getVariableValues(schema, ast?.variableDefinitions ?? [], variables);
  if (!ast || !coerced) return null;
  const run = async (execute: (mocks: MockSubgraphs) => ReturnType<OurGateway['execute']>): Promise<Outcome> => {
    const mocks = mockSubgraphs({ seed, faults, rules: pair.rules }, pair.schemas);
    try {
      return outcomeOf(await execute(mocks), mocks.mutations);
    } catch (error) {
      return failureOf(error, mocks.mutations);
    }
  };
  const plain = withoutIntrospection(document);
  const renamed = renameAliases(plain, names);
  const given = { variables, operationName };
  const ask = (told: 'with paths' | 'without errors', asked = renamed.document) =>
    run((mocks) => pair.corrected.execute({ ...given, document: asked, mocks, told }));
  const ours = await run((mocks) => pair.ours.execute({ ...given, document, mocks }));
  if (ours.errors.some(({ message }) => tooLarge.test(message))) return null;
  const oursCorrected =
    plain === document ? ours : await run((mocks) => pair.ours.execute({ ...given, document: plain, mocks }));
  const inOrder = (data: unknown) =>
    inClientOrder(data, oursCorrected.data, { document: plain, operationName, variables: coerced });
  const corrected = renamedBack(await ask('with paths'));
  const data = inOrder(corrected.data);
  const typed = async () => {
    const outcome = renamedBack(await ask('with paths', withTypenames(renamed.document)));
    return { ...outcome, data: inOrder(typedAs(oursCorrected.data, outcome.data)) };
  };
  const isTyped = JSON.stringify(data) !== JSON.stringify(oursCorrected.data);
  return {
    ours,
    stock: await run((mocks) => pair.stock.execute({ ...given, document, mocks, told: 'as it comes' })),
    corrected: {
      ours: oursCorrected,
      stock: isTyped ? await typed() : { ...corrected, data },
      isTyped,
      isReordered: JSON.stringify(data) !== JSON.stringify(corrected.data),
      completion: renamedBack(await ask('without errors')).hidden,
      introspection: introspected(ours, { schema, document, ...given }),
    },
    isRenamed: renamed.isRenamed,
    introspects: plain !== document,
  };
}
