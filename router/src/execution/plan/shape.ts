import { CaravanError, type ErrorCode } from '@caravan/core/errors';
import { type GraphQLSchema, isObjectType } from 'graphql';
import { type Data, getOwn, isData, setOwn } from './own.ts';
import { mostPaths, type ReportedError, toReported } from './problems.ts';
import type { Path } from './run.ts';
import type { ClientField, Selection, ValueType } from './selection.ts';

/** What the client gets, and what shaping it found wrong. */
export type Shaped = {
  readonly data: Data | null;
  /** Fields that rules of access cut. */
  readonly denials: readonly Finding[];
  /** Nulls against the schema, whether or not a subgraph has told of them. */
  readonly violations: readonly Finding[];
};

export type Finding = { readonly error: ReportedError; readonly path: Path };

export type ShapeOptions = { readonly schema: GraphQLSchema; readonly introspected: Readonly<Data> | null };

/** Shapes what subgraphs brought by what the client selects, with everything that is to be said about it. */
export function shape(selection: Selection, input: Data, { schema, introspected }: ShapeOptions): Shaped {
  const shaping: Shaping = { schema, introspected, path: [], denials: [], violations: [], denied: new Map() };
  const data = shapeObject(selection, input, { typename: selection.type.name, shaping });
  return { data: isMarker(data) ? null : data, denials: shaping.denials, violations: shaping.violations };
}

type Shaping = ShapeOptions & {
  readonly path: (string | number)[];
  readonly denials: Finding[];
  readonly violations: Finding[];
  /** How often each field was denied so far. */
  readonly denied: Map<ClientField, number>;
};

/** A null that has been told of; its place may hold one. */
const told = Symbol('told');
/** No value, in a place that may not be null. */
const broken = Symbol('broken');
type Marker = typeof told | typeof broken;

function isMarker(value: unknown): value is Marker {
  return value === told || value === broken;
}

type Of = { readonly typename: string; readonly shaping: Shaping };

/** `told` when something in it may not be null, and is. */
function shapeObject(selection: Selection, input: Data, { typename, shaping }: Of): Data | typeof told {
  const fields = selection.fieldsOf(typename);
  if (!fields) throw new Error(`Nothing is selected from ${typename}.`);
  const output: Data = {};
  for (const field of fields) {
    shaping.path.push(field.key);
    const value = shapeField(field, input, { typename, shaping });
    if (value === broken) {
      shaping.path.pop();
      return told;
    }
    setOwn(output, field.key, value === told ? null : value);
    shaping.path.pop();
  }
  return output;
}

function shapeField(field: ClientField, input: Data, { typename, shaping }: Of): unknown {
  if (field.denied) return deny(field, field.denied, shaping);
  if (field.kind === 'introspection') return shaping.introspected && getOwn(shaping.introspected, field.key);
  if (field.kind === 'typename') return typenameOf(field, input, { typename, shaping });
  return shapeValue(getOwn(input, field.key), field.value, { field, shaping });
}

function deny(field: ClientField, code: ErrorCode, { path, denials, denied }: Shaping): Marker {
  const times = denied.get(field) ?? 0;
  denied.set(field, times + 1);
  if (times < mostPaths) denials.push({ error: toReported(new CaravanError(code, denialOf(code))), path: [...path] });
  return field.value.isRequired ? broken : told;
}

function denialOf(code: ErrorCode): string {
  return code === 'UNAUTHENTICATED' ? 'Sign in to see or do this.' : 'You may not see or do this.';
}

/** A subgraph that knows an interface only as an object gives its name: then nobody may know the type. */
function typenameOf({ key }: ClientField, input: Data, { typename, shaping }: Of): string | typeof broken {
  for (const name of [typename, getOwn(input, key)]) {
    const type = typeof name === 'string' ? shaping.schema.getType(name) : undefined;
    if (isObjectType(type)) return type.name;
  }
  return violated(shaping, 'The type of this object is not known.');
}

type At = { readonly field: ClientField; readonly shaping: Shaping };

function shapeValue(value: unknown, type: ValueType, at: At): unknown {
  const shaped = shapeNullable(value, type, at);
  if (!type.isRequired) return shaped;
  if (shaped === null) return violated(at.shaping, `Cannot return null for ${at.field.parentName}.${at.field.key}.`);
  return shaped === told ? broken : shaped;
}

function shapeNullable(value: unknown, { element, isValid }: ValueType, at: At): unknown {
  if (value === null || value === undefined) return null;
  if (element) return shapeList(value, element, at);
  if (!isValid) return shapeComposite(value, at);
  return isValid(value) ? value : invalid(at);
}

function shapeList(value: unknown, type: ValueType, at: At): unknown {
  if (!Array.isArray(value)) return invalid(at);
  const { path } = at.shaping;
  const output: unknown[] = [];
  for (let index = 0; index < value.length; index += 1) {
    path.push(index);
    const element = shapeValue(value[index], type, at);
    path.pop();
    if (element === broken) return told;
    output.push(element === told ? null : element);
  }
  return output;
}

function shapeComposite(value: unknown, { field, shaping }: At): unknown {
  const { selection } = field;
  if (!selection || !isData(value)) return invalid({ field, shaping });
  const given = getOwn(value, '__typename');
  const typename = given === undefined || given === null || given === '' ? selection.type.name : given;
  if (typeof typename !== 'string' || !selection.fieldsOf(typename)) return invalid({ field, shaping });
  return shapeObject(selection, value, { typename, shaping });
}

function invalid({ field, shaping }: At): typeof told {
  violated(shaping, `Invalid value for ${field.parentName}.${field.key}.`);
  return told;
}

function violated({ path, violations }: Shaping, message: string): typeof broken {
  if (violations.length < mostPaths) violations.push({ error: violation(message), path: [...path] });
  return broken;
}

function violation(message: string): ReportedError {
  return { message, extensions: { code: 'INTERNAL_SERVER_ERROR' }, cause: undefined };
}
