import { type IncomingHttpHeaders, type IncomingMessage, request } from 'node:http';

/** A comment is an event named ":". */
export type ServerEvent = { readonly event: string; readonly data: string };

/** An answer that is read as it comes, or left unread. */
export type EventSourceAnswer = {
  readonly status: number | undefined;
  readonly headers: IncomingHttpHeaders;
  /** So far. */
  readonly events: ServerEvent[];
  /** When the server has ended it, or it was cut. */
  readonly ended: Promise<void>;
  pause(): void;
  resume(): void;
  /** The client goes away. */
  destroy(): void;
};

type Asked = {
  readonly method: 'GET' | 'POST';
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
};

/** Reads an answer by hand, as a browser's `EventSource` would. */
export function openEventSource(
  url: string,
  { method = 'POST', path = '/graphql', headers = {}, body = '' }: Partial<Asked>,
): Promise<EventSourceAnswer> {
  return new Promise((resolve, reject) => {
    const type = body === '' ? {} : { 'content-type': 'application/json' };
    const asking = request(new URL(path, url), {
      method,
      agent: false,
      headers: { accept: 'text/event-stream', ...type, ...headers },
    });
    asking.on('error', reject);
    asking.on('response', (response) => resolve(reading(response)));
    asking.end(body);
  });
}

function reading(response: IncomingMessage): EventSourceAnswer {
  const events: ServerEvent[] = [];
  const ended = Promise.withResolvers<void>();
  let text = '';
  response.setEncoding('utf8');
  response.on('data', (part: string) => {
    const blocks = (text + part).split('\n\n');
    text = blocks.pop() ?? '';
    events.push(...blocks.map(toEvent));
  });
  response.on('error', () => {});
  response.once('close', () => ended.resolve());
  return {
    status: response.statusCode,
    headers: response.headers,
    events,
    ended: ended.promise,
    pause: () => void response.pause(),
    resume: () => void response.resume(),
    destroy: () => void response.destroy(),
  };
}

function toEvent(block: string): ServerEvent {
  const fields = new Map(
    block.split('\n').map((line) => {
      const colon = line.indexOf(':');
      return [line.slice(0, colon), line.slice(colon + 1).trimStart()];
    }),
  );
  return { event: fields.get('event') ?? ':', data: fields.get('data') ?? '' };
}
