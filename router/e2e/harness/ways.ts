import type { SubscribePayload } from 'graphql-ws';
import { type Answer, once, post, type TestRouter } from './test-router.ts';

export type Way = 'HTTP' | 'WebSocket' | 'SSE';
/** All ways in which clients send operations. */
export const ways: readonly Way[] = ['HTTP', 'WebSocket', 'SSE'];

type Asked = { readonly token?: string; readonly headers?: Record<string, string> };

/** The one answer to a request, which need not be well-formed, whatever way it goes. */
export async function ask(
  caravan: TestRouter,
  way: Way,
  request: unknown,
  { token, headers }: Asked = {},
): Promise<Answer['body']> {
  const authorized = { ...(token !== undefined && { authorization: `Bearer ${token}` }), ...headers };
  if (way === 'HTTP') return (await post(caravan.router.url, JSON.stringify(request), authorized)).body;
  if (way === 'SSE') return askForEvents(caravan.router.url, request, authorized);
  const socket = caravan.socket(token);
  try {
    return await once(socket, request as SubscribePayload);
  } finally {
    await socket.dispose();
  }
}

async function askForEvents(url: string, request: unknown, headers: Record<string, string>): Promise<Answer['body']> {
  const response = await fetch(new URL('/graphql', url), {
    method: 'POST',
    headers: { 'content-type': 'application/json', accept: 'text/event-stream', ...headers },
    body: JSON.stringify(request),
  });
  if (!response.headers.get('content-type')?.startsWith('text/event-stream')) {
    return (await response.json()) as Answer['body'];
  }
  let text = '';
  for await (const part of response.body?.pipeThrough(new TextDecoderStream()) ?? []) {
    text += part;
    const data = /^event: next\ndata: (.*)\n\n/m.exec(text)?.[1];
    // Leaving the loop cancels the stream, which may have no end.
    if (data !== undefined) return JSON.parse(data);
  }
  throw new Error(`The stream ended without a result: ${text}`);
}
