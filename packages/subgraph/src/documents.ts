import { type DocumentNode, GraphQLError, type GraphQLSchema, parse, validate } from 'graphql';
import { LRUCache } from 'lru-cache';

const keptDocuments = 2_000;
/** A parsed document takes up to 100 bytes per character of its text: 50 MB of them at the very most. */
const keptCharacters = 500_000;

/** A document that may be executed, or why it may not. */
export type CheckedDocument =
  | { readonly document: DocumentNode; readonly errors: null }
  | { readonly document: null; readonly errors: readonly GraphQLError[] };

/**
 * Parses and validates each text once. Routers send few, well-formed texts, but a subgraph does not rely on that.
 *
 * @returns A lookup by the query's text; `parsed` spares parsing for who has the document at hand.
 */
export function documentCache(schema: GraphQLSchema): (query: string, parsed?: DocumentNode) => CheckedDocument {
  const known = new LRUCache<string, CheckedDocument>({
    max: keptDocuments,
    maxSize: keptCharacters,
    sizeCalculation: (_checked, query) => query.length + 1,
  });
  return (query, parsed) => {
    const found = known.get(query);
    if (found) return found;
    const checked = check(schema, query, parsed);
    known.set(query, checked);
    return checked;
  };
}

function check(schema: GraphQLSchema, query: string, parsed: DocumentNode | undefined): CheckedDocument {
  const document = parsed ?? parseOrRefuse(query);
  if (document instanceof GraphQLError) return refused('GRAPHQL_PARSE_FAILED', [document]);
  const errors = validate(schema, document);
  return errors.length > 0 ? refused('GRAPHQL_VALIDATION_FAILED', errors) : { document, errors: null };
}

function parseOrRefuse(query: string): DocumentNode | GraphQLError {
  try {
    return parse(query, { noLocation: true });
  } catch (error) {
    if (error instanceof GraphQLError) return error;
    throw error;
  }
}

/** A literal that a scalar refuses has its own code already. */
function refused(code: string, errors: readonly GraphQLError[]): CheckedDocument {
  const coded = errors.map(
    ({ message, extensions }) => new GraphQLError(message, { extensions: { code, ...extensions } }),
  );
  return { document: null, errors: coded };
}
