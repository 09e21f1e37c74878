/** Data of subgraphs: objects with or without a prototype, with any keys. */
export type Data = Record<string, unknown>;

const hasOwn = Object.prototype.hasOwnProperty;

/** A property that is the object's own: `constructor` is a name like any other in what subgraphs send. */
export function getOwn(object: object, key: string): unknown {
  return hasOwn.call(object, key) ? (object as Data)[key] : undefined;
}

/** Sets a property of the object itself, `__proto__` included. */
export function setOwn(object: Data, key: string, value: unknown): void {
  if (key === '__proto__') {
    Object.defineProperty(object, key, { value, writable: true, enumerable: true, configurable: true });
  } else {
    object[key] = value;
  }
}

/** An object with fields; lists and null are not. */
export function isData(value: unknown): value is Data {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
