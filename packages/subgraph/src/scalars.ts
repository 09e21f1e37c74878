import { GraphQLError, GraphQLScalarType, Kind, type ValueNode } from 'graphql';
import {
  GraphQLCountryCode,
  GraphQLCurrency,
  GraphQLDateTime,
  GraphQLEmailAddress,
  GraphQLJSON,
} from 'graphql-scalars';

/** What every subgraph's scalars do, by the names of the shared file. */
export const scalarResolvers: Readonly<Record<string, GraphQLScalarType>> = {
  MinorUnits: scalar('MinorUnits', { read: readMinorUnits, write: writeMinorUnits }),
  DateTime: scalar('DateTime', { read: readDateTime, write: writeDateTime }),
  URL: scalar('URL', { read: readUrl, write: writeUrl }),
  Currency: textScalar(GraphQLCurrency),
  CountryCode: textScalar(GraphQLCountryCode),
  EmailAddress: textScalar(GraphQLEmailAddress),
  PhoneNumber: scalar('PhoneNumber', { read: readPhoneNumber, write: readPhoneNumber }),
  JSON: GraphQLJSON,
};

type Conversion = { read(value: unknown): unknown; write(value: unknown): unknown };

/** A value that cannot be read is the client's mistake; one that cannot be written is ours. */
function scalar(name: string, { read, write }: Conversion): GraphQLScalarType {
  const readOrRefuse = (value: unknown) => {
    try {
      return read(value);
    } catch (error) {
      const message = error instanceof Error ? error.message : `Not a valid ${name}.`;
      throw new GraphQLError(message, { extensions: { code: 'BAD_USER_INPUT' } });
    }
  };
  return new GraphQLScalarType({
    name,
    serialize: write,
    parseValue: readOrRefuse,
    parseLiteral: (node) => readOrRefuse(literalValue(node)),
  });
}

function textScalar(source: GraphQLScalarType): GraphQLScalarType {
  return scalar(source.name, {
    read: (value) => source.parseValue(asText(value, source.name)),
    write: (value) => source.serialize(value),
  });
}

/** Texts as they are, whole numbers as bigint so that no digit is lost; nothing else is a literal of our scalars. */
function literalValue(node: ValueNode): unknown {
  if (node.kind === Kind.STRING) return node.value;
  if (node.kind === Kind.INT) return BigInt(node.value);
  return undefined;
}

function readMinorUnits(value: unknown): bigint {
  if (typeof value === 'bigint') return value;
  if (typeof value === 'number' && Number.isSafeInteger(value)) return BigInt(value);
  if (typeof value === 'string' && /^-?\d{1,19}$/.test(value)) return BigInt(value);
  throw new TypeError('MinorUnits is a whole number as a decimal string, such as "1250".');
}

function writeMinorUnits(value: unknown): string {
  if (typeof value === 'bigint') return value.toString();
  throw new TypeError(`MinorUnits is a bigint inside, not a ${typeof value}.`);
}

function readDateTime(value: unknown): Date {
  return GraphQLDateTime.parseValue(asText(value, 'DateTime'));
}

function writeDateTime(value: unknown): string {
  if (value instanceof Date) return value.toISOString();
  throw new TypeError(`DateTime is a Date inside, not a ${typeof value}.`);
}

function readUrl(value: unknown): URL {
  const text = asText(value, 'URL');
  const url = URL.canParse(text) ? new URL(text) : null;
  if (url?.protocol === 'https:' || url?.protocol === 'http:') return url;
  throw new TypeError('URL is an absolute http or https URL.');
}

/** Stricter than graphql-scalars, which takes national numbers and separators too: two spellings, one number. */
function readPhoneNumber(value: unknown): string {
  const text = asText(value, 'PhoneNumber');
  if (/^\+[1-9]\d{6,14}$/.test(text)) return text;
  throw new TypeError('PhoneNumber is in E.164, such as "+77011234567".');
}

/** Texts leave as they were stored, but never one that is no web address. */
function writeUrl(value: unknown): string {
  if (value instanceof URL) return readUrl(value.href).href;
  readUrl(value);
  return String(value);
}

function asText(value: unknown, name: string): string {
  if (typeof value === 'string') return value;
  throw new TypeError(`${name} is a string.`);
}
