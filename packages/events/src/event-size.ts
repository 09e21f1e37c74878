/** An event larger than transports take. Thrown where it is published, so its transaction changes nothing. */
export class EventTooLarge extends Error {
  constructor(type: string, { bytes, maxBytes }: { bytes: number; maxBytes?: number }, cause?: unknown) {
    const limit =
      maxBytes === undefined ? 'than the brokers take (max.message.bytes)' : `than EVENT_MAX_BYTES ${maxBytes}`;
    super(`${type} of ${bytes} bytes is larger ${limit}.`, { cause });
    this.name = 'EventTooLarge';
  }
}

/** What brokers of Kafka take by default, 1,048,588 bytes, less room for headers and framing. */
let limit = 900_000;

/** Of this process, which has one configuration; `publish` has nothing but its transaction. */
export function limitEvents({ maxBytes }: { maxBytes: number }): void {
  limit = maxBytes;
}

/** @throws EventTooLarge when the envelope's JSON is larger than `EVENT_MAX_BYTES`. */
export function checkEventSize(envelope: { type: string }): void {
  const bytes = Buffer.byteLength(JSON.stringify(envelope));
  if (bytes > limit) throw new EventTooLarge(envelope.type, { bytes, maxBytes: limit });
}
