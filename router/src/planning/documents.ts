import { createHash } from 'node:crypto';
import {
  type ASTVisitor,
  type DocumentNode,
  GraphQLError,
  type GraphQLSchema,
  Lexer,
  NoSchemaIntrospectionCustomRule,
  parse,
  print,
  Source,
  specifiedRules,
  TokenKind,
  type ValidationContext,
  validate,
} from 'graphql';
import { LRUCache } from 'lru-cache';
import { type PlannedNames, renameAliases } from './aliases.ts';
import { exceededLimits, type OperationLimits } from './limits.ts';

const keptDocuments = 2_000;
/** A parsed document takes up to 120 bytes of memory per character of its text: 120 MB of them at the very most. */
const keptCharacters = 1_000_000;
const reportedErrors = 10;

/** A document that keeps the limits and is valid for the schema. */
export type CheckedDocument = {
  /** With aliases that cannot be taken for fields. */
  readonly document: DocumentNode;
  readonly source: string;
  /** Of the client's own text. */
  readonly hash: string;
  /** Whether results must get the client's aliases back (`restoreAliases`). */
  readonly isRenamed: boolean;
  /** What is said to those who may not introspect; nothing where the document does not. */
  readonly introspects: readonly GraphQLError[];
};

/**
 * Gives the document, or why it is refused. Who may not introspect is refused introspection, and is not told by
 * messages what names there are.
 */
export type DocumentCheck = (source: string, mayIntrospect: boolean) => CheckedDocument | readonly GraphQLError[];

export type DocumentOptions = {
  readonly schema: GraphQLSchema;
  readonly names: PlannedNames;
  readonly limits: OperationLimits & { readonly tokens: number; readonly nesting: number };
};

/**
 * The first half of the way of every operation, whatever it came over: parsed within the token limit, measured,
 * validated. What passed is kept by its text, which is cheaper to look up than to hash; refusals are not kept, so that
 * nobody can fill the cache with them.
 */
export function documentChecks(options: DocumentOptions): DocumentCheck {
  const known = new LRUCache<string, CheckedDocument>({ max: keptDocuments, maxSize: keptCharacters });
  return (source, mayIntrospect) => {
    const found = known.get(source);
    if (found) return forWhom(found, mayIntrospect);
    const document = parseWithin(options, source);
    if (document instanceof GraphQLError) return [document];
    const errors = refusals(options, document, mayIntrospect);
    if (errors.length > 0) return errors;
    const introspects = validate(options.schema, document, [NoSchemaIntrospectionCustomRule]).map(invalid);
    // Read again without the places in the text, which only errors need: they would be two thirds of what is kept.
    const renamed = renameAliases(parse(source, { noLocation: true }), options.names);
    const hash = createHash('sha256').update(source).digest('hex');
    // Without comments and spaces, which would pass for a large document where plans are kept by their size.
    const checked = { ...renamed, source: print(renamed.document), hash, introspects };
    known.set(source, checked, { size: Math.max(source.length, checked.source.length) });
    return forWhom(checked, mayIntrospect);
  };
}

function forWhom(checked: CheckedDocument, mayIntrospect: boolean): CheckedDocument | readonly GraphQLError[] {
  return mayIntrospect || checked.introspects.length === 0 ? checked : checked.introspects;
}

function parseWithin({ limits }: DocumentOptions, source: string): DocumentNode | GraphQLError {
  try {
    // The parser, and all that walks its result, recurse: what is nested too deep would overflow the stack.
    if (isNestedDeeper(source, limits)) return tooLarge([`brackets nested ${limits.nesting} deep`]);
    return parse(source, { maxTokens: limits.tokens });
  } catch (error) {
    if (!(error instanceof GraphQLError)) throw error;
    if (error.message.includes('tokens. Parsing aborted')) return tooLarge([`at most ${limits.tokens} tokens`]);
    return new GraphQLError(error.message, {
      ...(error.source && { source: error.source }),
      positions: error.positions ?? null,
      extensions: { code: 'GRAPHQL_PARSE_FAILED' },
    });
  }
}

/** Whether brackets of any kind are nested deeper than allowed within the tokens that the parser would read. */
function isNestedDeeper(source: string, { nesting, tokens }: DocumentOptions['limits']): boolean {
  const lexer = new Lexer(new Source(source));
  let depth = 0;
  for (let read = 0; read < tokens && lexer.advance().kind !== TokenKind.EOF; read += 1) {
    if (openers.has(lexer.token.kind)) depth += 1;
    if (closers.has(lexer.token.kind)) depth -= 1;
    if (depth > nesting) return true;
  }
  return false;
}

const openers: ReadonlySet<TokenKind> = new Set([TokenKind.BRACE_L, TokenKind.BRACKET_L, TokenKind.PAREN_L]);
const closers: ReadonlySet<TokenKind> = new Set([TokenKind.BRACE_R, TokenKind.BRACKET_R, TokenKind.PAREN_R]);

/** Limits come first: validating a document that exceeds them can take longer than running it. */
function refusals(options: DocumentOptions, document: DocumentNode, mayIntrospect: boolean): readonly GraphQLError[] {
  const exceeded = exceededLimits(document, options.limits);
  if (exceeded.length > 0) return [tooLarge(exceeded)];
  const errors = validated(options, document).map(invalid);
  return mayIntrospect
    ? errors
    : errors.map(({ message, nodes }) => invalid({ message: withoutHints(message), nodes }));
}

/** graphql-js throws what it finds of a directive without its argument in a subscription. */
function validated({ schema }: DocumentOptions, document: DocumentNode): readonly GraphQLError[] {
  try {
    return validate(schema, document, rules, { maxErrors: reportedErrors });
  } catch (error) {
    if (error instanceof GraphQLError) return [error];
    throw error;
  }
}

function invalid({ message, nodes }: Pick<GraphQLError, 'message' | 'nodes'>): GraphQLError {
  return new GraphQLError(message, { nodes: nodes ?? null, extensions: { code: 'GRAPHQL_VALIDATION_FAILED' } });
}

/** graphql-js lets a mutation pass, with whatever it selects, where a schema (such as a contract's) has none. */
function knownOperationKinds(context: ValidationContext): ASTVisitor {
  return {
    OperationDefinition: (operation) => {
      if (context.getSchema().getRootType(operation.operation)) return;
      const message = `There is no ${operation.operation} in this schema.`;
      context.reportError(new GraphQLError(message, { nodes: operation }));
    },
  };
}

const rules = [...specifiedRules, knownOperationKinds];

function tooLarge(exceeded: readonly string[]): GraphQLError {
  return new GraphQLError(`The operation is too large: ${exceeded.join(', ')} are allowed.`, {
    extensions: { code: 'OPERATION_TOO_LARGE' },
  });
}

/** Cuts graphql-js' suggestions of names, which tell the schema to those who may not ask for it. */
export function withoutHints(message: string): string {
  const hint = message.lastIndexOf(' Did you mean ');
  return hint >= 0 && message.endsWith('?') ? message.slice(0, hint) : message;
}
