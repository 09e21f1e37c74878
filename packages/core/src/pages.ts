import { createHmac, timingSafeEqual } from 'node:crypto';
import { CaravanError } from './errors.ts';

export type PageArguments = {
  readonly first?: number | null | undefined;
  readonly after?: string | null | undefined;
  readonly last?: number | null | undefined;
  readonly before?: string | null | undefined;
};

/** What a store needs to read one page: fetch `limit + 1` rows beyond `keys`, walking `direction`. */
export type PageRequest = {
  readonly limit: number;
  readonly direction: 'forward' | 'backward';
  /** Sort keys of the row to continue from, or null for the start. */
  readonly keys: readonly string[] | null;
};

/** A Relay connection. `edges` are in list order, whatever direction was walked. */
export type Connection<Node> = {
  readonly edges: readonly { readonly node: Node; readonly cursor: string }[];
  readonly pageInfo: {
    readonly hasNextPage: boolean;
    readonly hasPreviousPage: boolean;
    readonly startCursor: string | null;
    readonly endCursor: string | null;
  };
};

export type PageLimits = { readonly defaultSize?: number; readonly maximumSize?: number };

/** Reads and writes signed, versioned cursors (`1|<list>|<keys>|<hmac>` in base64url) of one deployment. */
export type Pager = {
  /**
   * @param list - Name of the list and its order; a cursor of another list or order is refused.
   * @throws CaravanError `BAD_USER_INPUT` for bad sizes, forged cursors, or both directions at once.
   */
  request(list: string, page: PageArguments, limits?: PageLimits): PageRequest;
  /** @param rows - Up to `limit + 1` rows in walking order. */
  connection<Node>(
    list: string,
    request: PageRequest,
    rows: readonly Node[],
    keysOf: (node: Node) => readonly string[],
  ): Connection<Node>;
};

export function createPager(secret: string): Pager {
  return {
    request: (list, page, limits = {}) => readRequest(secret, list, page, limits),
    connection: (list, request, rows, keysOf) => {
      const kept = rows.slice(0, request.limit);
      const ordered = request.direction === 'forward' ? kept : kept.toReversed();
      const edges = ordered.map((node) => ({ node, cursor: writeCursor(secret, list, keysOf(node)) }));
      const more = rows.length > request.limit;
      return {
        edges,
        pageInfo: {
          hasNextPage: request.direction === 'forward' ? more : request.keys !== null,
          hasPreviousPage: request.direction === 'forward' ? request.keys !== null : more,
          startCursor: edges.at(0)?.cursor ?? null,
          endCursor: edges.at(-1)?.cursor ?? null,
        },
      };
    },
  };
}

function readRequest(secret: string, list: string, page: PageArguments, limits: PageLimits): PageRequest {
  const { defaultSize = 20, maximumSize = 100 } = limits;
  const backward = page.last != null || page.before != null;
  if (backward && (page.first != null || page.after != null)) {
    throw new CaravanError('BAD_USER_INPUT', 'Use first/after or last/before, not both.');
  }
  const limit = (backward ? page.last : page.first) ?? defaultSize;
  if (limit < 1 || limit > maximumSize) {
    throw new CaravanError('BAD_USER_INPUT', `A page has 1 to ${maximumSize} entries.`);
  }
  const cursor = backward ? page.before : page.after;
  return {
    limit,
    direction: backward ? 'backward' : 'forward',
    keys: cursor == null ? null : readCursor(secret, list, cursor),
  };
}

function writeCursor(secret: string, list: string, keys: readonly string[]): string {
  const body = JSON.stringify([1, list, ...keys]);
  return Buffer.from(`${body}|${sign(secret, body)}`).toString('base64url');
}

function readCursor(secret: string, list: string, cursor: string): string[] {
  const text = Buffer.from(cursor, 'base64url').toString();
  const separator = text.lastIndexOf('|');
  const body = text.slice(0, separator);
  const given = Buffer.from(text.slice(separator + 1));
  const expected = Buffer.from(sign(secret, body));
  const genuine = separator > 0 && given.length === expected.length && timingSafeEqual(given, expected);
  const [version, cursorList, ...keys] = genuine ? (JSON.parse(body) as [number, string, ...string[]]) : [0, ''];
  if (version !== 1 || cursorList !== list)
    throw new CaravanError('BAD_USER_INPUT', 'This cursor is not valid for this list.');
  return keys;
}

function sign(secret: string, body: string): string {
  return createHmac('sha256', secret).update(body).digest('base64url').slice(0, 22);
}
