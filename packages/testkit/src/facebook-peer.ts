import { createHash, createHmac, randomUUID } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';

/** A small server that answers like Facebook's dialog and Graph API, and is as strict about codes and proofs. */
export type FacebookPeer = {
  readonly dialogUrl: string;
  readonly graphUrl: string;
  readonly appId: string;
  readonly appSecret: string;
  /** By id. */
  readonly accounts: Map<string, { email?: string | undefined; name?: string | undefined }>;
  /** What every call to the Graph API answers while it is set. */
  answer: { readonly status: number; readonly body: string } | null;
  /** Signs in there and returns what the browser is sent back with. */
  visit(authorizeUrl: string, id: string): URLSearchParams;
  stop(): Promise<void>;
};

const appId = '1234567890';
const appSecret = 'secret-of-the-facebook-app-in-tests';

type Code = { readonly id: string; readonly challenge: string; readonly redirectUri: string };

export async function startFacebookPeer(): Promise<FacebookPeer> {
  const codes = new Map<string, Code>();
  const tokens = new Map<string, string>();
  const answer = async (request: IncomingMessage, response: ServerResponse) => {
    const url = new URL(request.url ?? '/', 'http://peer');
    if (peer.answer) return end(response, peer.answer.status, peer.answer.body);
    if (url.pathname === '/graph/oauth/access_token') {
      const token = redeem(codes, new URLSearchParams(await text(request)));
      if (!token) return refuse(response);
      tokens.set(token.value, token.id);
      return json(response, 200, { access_token: token.value, token_type: 'bearer', expires_in: 5_000 });
    }
    const token = request.headers.authorization?.replace('Bearer ', '') ?? '';
    const id = tokens.get(token);
    const proof = createHmac('sha256', appSecret).update(token).digest('hex');
    if (!id || url.searchParams.get('appsecret_proof') !== proof) return refuse(response);
    return json(response, 200, { id, ...peer.accounts.get(id) });
  };
  const server = createServer((request, response) => void answer(request, response));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const peer: FacebookPeer = {
    dialogUrl: `${base}/dialog/oauth`,
    graphUrl: `${base}/graph`,
    appId,
    appSecret,
    accounts: new Map(),
    answer: null,
    visit: (authorizeUrl, id) => {
      const { searchParams } = new URL(authorizeUrl);
      const code = randomUUID();
      const [challenge, redirectUri] = [field(searchParams, 'code_challenge'), field(searchParams, 'redirect_uri')];
      codes.set(code, { id, challenge, redirectUri });
      return new URLSearchParams({ code, state: field(searchParams, 'state') });
    },
    stop: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
  return peer;
}

/** Each code works once, with the secret, the redirect URI and the PKCE verifier that belong to it. */
function redeem(codes: Map<string, Code>, form: URLSearchParams): { value: string; id: string } | null {
  const given = field(form, 'code');
  const code = codes.get(given);
  codes.delete(given);
  const challenge = createHash('sha256').update(field(form, 'code_verifier')).digest('base64url');
  if (!code || code.challenge !== challenge || code.redirectUri !== field(form, 'redirect_uri')) return null;
  const isApp = field(form, 'client_id') === appId && field(form, 'client_secret') === appSecret;
  return isApp ? { value: randomUUID(), id: code.id } : null;
}

function field(fields: URLSearchParams, name: string): string {
  return fields.get(name) ?? '';
}

function refuse(response: ServerResponse): void {
  json(response, 400, { error: { message: 'canary of Facebook', type: 'OAuthException', code: 100 } });
}

function json(response: ServerResponse, status: number, body: object): void {
  end(response, status, JSON.stringify(body));
}

function end(response: ServerResponse, status: number, body: string): void {
  response.writeHead(status, { 'content-type': 'application/json' }).end(body);
}
