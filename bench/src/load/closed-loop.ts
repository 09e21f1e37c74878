import { type HttpAnswer, type HttpConnection, openConnection, postOf } from './http-connection.ts';

export type Load = {
  readonly port: number;
  /** JSON of the request, the same each time. */
  readonly body: string;
  readonly connections: number;
  readonly seconds: number;
  /** Bytes of the right answer, known from before. */
  readonly answerBytes: number;
  /** Of everybody who asks, in turn; without it each request is somebody else's. */
  readonly tokens?: readonly string[];
};

export type LoadResult = {
  readonly answers: number;
  readonly seconds: number;
  /** Answers of another status or length than the one that was checked. */
  readonly wrong: number;
  /** Sorted, of all answers. */
  readonly latenciesMs: Float64Array;
};

/** Each connection asks again as soon as it was answered, every time as somebody else. */
export async function closedLoop(options: Load): Promise<LoadResult> {
  const { connections, port } = options;
  const opened = await Promise.all(Array.from({ length: connections }, () => openConnection(port)));
  const latencies: number[] = [];
  let wrong = 0;
  const startedAt = performance.now();
  const until = startedAt + options.seconds * 1_000;
  const keepAsking = async (connection: HttpConnection) => {
    while (performance.now() < until) {
      const askedAt = performance.now();
      const answer = await connection.ask(postOf({ ...options, authorization: nextAuthorization(options.tokens) }));
      latencies.push(performance.now() - askedAt);
      if (answer.status !== 200 || answer.body.length !== options.answerBytes) wrong += 1;
    }
  };
  await Promise.all(opened.map(keepAsking));
  const seconds = (performance.now() - startedAt) / 1_000;
  for (const connection of opened) connection.close();
  return { answers: latencies.length, seconds, wrong, latenciesMs: Float64Array.from(latencies).sort() };
}

/** One request on a connection of its own. */
export async function askOnce(port: number, body: string, tokens?: readonly string[]): Promise<HttpAnswer> {
  const connection = await openConnection(port);
  try {
    return await connection.ask(postOf({ port, body, authorization: nextAuthorization(tokens) }));
  } finally {
    connection.close();
  }
}

let asked = 0;

/** Nobody's requests are alike: a gateway that forwards this header cannot share what it fetches. */
function nextAuthorization(tokens: readonly string[] | undefined): string {
  asked += 1;
  if (tokens) return `Bearer ${tokens[asked % tokens.length]}`;
  return `Bearer ${process.pid.toString(36)}.${asked.toString(36).padStart(8, '0')}.bench-of-the-router`;
}
