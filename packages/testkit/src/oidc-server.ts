import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import {
  decodeJwt,
  exportJWK,
  generateKeyPair,
  importJWK,
  type JWK,
  type JWTPayload,
  jwtVerify,
  SignJWT,
  UnsecuredJWT,
} from 'jose';
import { type Adapter, type AdapterPayload, Provider } from 'oidc-provider';

/** An account at the provider. Claims are what its id tokens say besides the subject. */
export type OidcAccount = {
  email?: string | undefined;
  email_verified?: boolean | string | undefined;
  name?: string | undefined;
};

/** What goes wrong with the provider while it is set. */
export type Fault = 'SILENT' | 'STUCK' | 'FAILING' | 'GARBAGE' | 'HUGE' | { readonly json: unknown } | null;

/** An id token that is signed otherwise: with a key that is not published, with the client's secret, or not at all. */
export type Forgery = 'FOREIGN_KEY' | 'CLIENT_SECRET' | 'UNSIGNED';

export type OidcServer = {
  readonly issuer: string;
  readonly clientId: string;
  readonly clientSecret: string;
  /** By subject; may be changed at any time. */
  readonly accounts: Map<string, OidcAccount>;
  /** Of every path, or of those that begin with `only`. */
  fault: { kind: Fault; only?: string };
  /** Changes what id tokens claim, before they are signed anew, or how they are signed. */
  forge: ((claims: JWTPayload) => JWTPayload | Forgery) | null;
  /** Makes every code that was given out one that has expired. */
  expireCodes(): void;
  /** Every path that was asked for. */
  readonly asked: string[];
  /** Goes to the provider as a browser does, signs in there, and returns what it is sent back with. */
  visit(authorizeUrl: string, subject: string): Promise<Returned>;
  stop(): Promise<void>;
};

/** Where the browser is sent, and with what: in the query, or in a form. */
export type Returned = { readonly target: string; readonly method: 'GET' | 'POST'; readonly fields: URLSearchParams };

export type OidcOptions = {
  readonly redirectUris: readonly string[];
  /** Public key of client secrets that are signed for each use, as Apple wants them; a fixed secret otherwise. */
  readonly secretKey?: { readonly key: CryptoKey; readonly keyId: string; readonly teamId: string };
};

const clientId = 'caravan-test';
const clientSecret = 'secret-of-the-oidc-client-in-tests';

/** A real OpenID provider (`oidc-provider`) on a free port, whose people sign in without a page. */
export async function startOidcServer(options: OidcOptions): Promise<OidcServer> {
  let handle: RequestListener = () => undefined;
  const server = createServer((request, response) => handle(request, response));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const signingKey = await newSigningKey();
  const foreignKey = await newSigningKey();
  const stored: Stored = new Map();
  const state: OidcServer = {
    issuer,
    clientId,
    clientSecret,
    accounts: new Map(),
    fault: { kind: null },
    forge: null,
    expireCodes: () => expireCodes(stored),
    asked: [],
    visit: (authorizeUrl, subject) => visit(issuer, authorizeUrl, subject),
    stop: () => stop(server),
  };
  const provider = openProvider(state, options, { signingKey, stored });
  provider.use(async (context, next) => {
    await next();
    if (context.path !== '/token' || !state.forge) return;
    const body = context.body as { id_token?: string };
    if (body.id_token) body.id_token = await forged(state.forge, body.id_token, { signingKey, foreignKey });
  });
  if (options.secretKey) checkSignedSecrets(provider, issuer, options.secretKey);
  const ask = provider.callback();
  handle = (request, response) => {
    const path = request.url ?? '/';
    state.asked.push(path);
    const { kind, only = '/' } = state.fault;
    if (kind && path.startsWith(only)) misbehave(kind, response);
    else void ask(request, response);
  };
  return state;
}

function openProvider(
  state: OidcServer,
  { redirectUris }: OidcOptions,
  { signingKey, stored }: { signingKey: JWK; stored: Stored },
): Provider {
  const scope = 'openid email profile name';
  const provider = new Provider(state.issuer, {
    clients: [
      {
        client_id: clientId,
        client_secret: clientSecret,
        redirect_uris: [...redirectUris],
        token_endpoint_auth_method: 'client_secret_post',
      },
    ],
    jwks: { keys: [signingKey] },
    cookies: { keys: ['cookies-of-the-oidc-server-in-tests'] },
    scopes: scope.split(' '),
    claims: { openid: ['sub'], email: ['email', 'email_verified'], profile: ['name'], name: [] },
    // Google and Apple put all of it into the id token.
    conformIdTokenClaims: false,
    pkce: { required: () => true },
    features: { devInteractions: { enabled: false } },
    interactions: { url: (_context, { uid }) => `/sign-in/${uid}` },
    adapter: openAdapter(stored),
    ttl: lives,
    findAccount: (_context, accountId) => ({
      accountId,
      claims: () => ({ sub: accountId, ...state.accounts.get(accountId) }) as { sub: string },
    }),
    // Nobody is asked to consent.
    loadExistingGrant: async ({ oidc }) => {
      const grant = new provider.Grant({ clientId, accountId: oidc.session?.accountId ?? '' });
      grant.addOIDCScope(scope);
      await grant.save();
      return grant;
    },
  });
  // Whoever the browser says that it is, it is.
  provider.use(async (context, next) => {
    if (!context.path.startsWith('/sign-in/')) return next();
    const login = { accountId: context.get('x-subject') };
    await provider.interactionFinished(context.req, context.res, { login });
    context.respond = false;
  });
  return provider;
}

/** Seconds; long enough for any test. */
const lives = { AccessToken: 600, AuthorizationCode: 60, Grant: 600, IdToken: 600, Interaction: 600, Session: 600 };

type Stored = Map<string, AdapterPayload>;

/** Memory of one provider. The one that comes with it is shared by all of a process, codes and all. */
function openAdapter(stored: Stored): (model: string) => Adapter {
  return (model) => ({
    upsert: async (id, payload) => void stored.set(`${model}:${id}`, payload),
    find: async (id) => stored.get(`${model}:${id}`),
    findByUid: async (uid) => stored.values().find((payload) => payload.kind === model && payload.uid === uid),
    findByUserCode: async () => undefined,
    consume: async (id) => void Object.assign(stored.get(`${model}:${id}`) ?? {}, { consumed: 1 }),
    destroy: async (id) => void stored.delete(`${model}:${id}`),
    revokeByGrantId: async (grantId) => {
      for (const [key, payload] of stored) if (payload.grantId === grantId) stored.delete(key);
    },
  });
}

function expireCodes(stored: Stored): void {
  for (const payload of stored.values()) if (payload.kind === 'AuthorizationCode') payload.exp = 1;
}

/** Apple's way: the client secret is a JWT that the client signed. */
function checkSignedSecrets(
  provider: Provider,
  issuer: string,
  { key, keyId, teamId }: NonNullable<OidcOptions['secretKey']>,
): void {
  provider.use(async (context, next) => {
    if (context.path !== '/token') return next();
    const form = new URLSearchParams(await text(context.req));
    const expected = { algorithms: ['ES256'], issuer: teamId, subject: clientId, audience: issuer };
    const known = await jwtVerify(form.get('client_secret') ?? '', key, expected).then(
      ({ protectedHeader }) => protectedHeader.kid === keyId,
      () => false,
    );
    form.set('client_secret', known ? clientSecret : 'wrong');
    Object.assign(context.req, { body: Object.fromEntries(form) });
    return next();
  });
}

async function text(stream: AsyncIterable<Buffer>): Promise<string> {
  const parts: Buffer[] = [];
  for await (const part of stream) parts.push(part);
  return Buffer.concat(parts).toString('utf8');
}

async function newSigningKey(): Promise<JWK> {
  const { privateKey } = await generateKeyPair('RS256', { extractable: true });
  return { ...(await exportJWK(privateKey)), kid: 'key-of-the-tests', alg: 'RS256', use: 'sig' };
}

async function forged(
  forge: NonNullable<OidcServer['forge']>,
  token: string,
  { signingKey, foreignKey }: { signingKey: JWK; foreignKey: JWK },
): Promise<string> {
  const claims = decodeJwt(token);
  const changed = forge(claims);
  const sign = async (payload: JWTPayload, alg: 'RS256' | 'HS256', key: JWK) =>
    new SignJWT(payload).setProtectedHeader({ alg, kid: 'key-of-the-tests' }).sign(await importJWK(key, alg));
  if (changed === 'UNSIGNED') return new UnsecuredJWT(claims).encode();
  if (changed === 'FOREIGN_KEY') return sign(claims, 'RS256', foreignKey);
  const secret = { kty: 'oct', k: Buffer.from(clientSecret).toString('base64url') };
  return changed === 'CLIENT_SECRET' ? sign(claims, 'HS256', secret) : sign(changed, 'RS256', signingKey);
}

function misbehave(kind: Exclude<Fault, null>, response: Parameters<RequestListener>[1]): void {
  if (kind === 'STUCK') response.writeHead(200, { 'content-type': 'application/json' }).write('{"access_token":');
  if (typeof kind === 'object') {
    response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(kind.json));
  }
  // The canary must turn up in no error and no log of ours.
  if (kind === 'FAILING') response.writeHead(500).end('canary of a failing provider');
  if (kind === 'GARBAGE') response.writeHead(200, { 'content-type': 'text/html' }).end('<p>canary of a provider</p>');
  if (kind === 'HUGE') {
    response.writeHead(200, { 'content-type': 'application/json' });
    response.end(`{"padding":"${'x'.repeat(1_000_000)}"}`);
  }
}

async function visit(issuer: string, authorizeUrl: string, subject: string): Promise<Returned> {
  const cookies = new Map<string, string>();
  let address = new URL(authorizeUrl);
  for (let hop = 0; hop < 10; hop += 1) {
    if (address.origin !== issuer) return returned(address);
    const cookie = [...cookies].map(([name, value]) => `${name}=${value}`).join('; ');
    const response = await fetch(address, { redirect: 'manual', headers: { cookie, 'x-subject': subject } });
    for (const line of response.headers.getSetCookie()) {
      const [, name, value] = /^([^=]+)=([^;]*)/.exec(line) ?? [];
      if (name) cookies.set(name, value ?? '');
    }
    const location = response.headers.get('location');
    if (!location) return readForm(await response.text());
    address = new URL(location, address);
  }
  throw new Error('The provider sends the browser in circles.');
}

function returned(address: URL): Returned {
  return { target: `${address.origin}${address.pathname}`, method: 'GET', fields: address.searchParams };
}

/** The page of `response_mode=form_post`, which a browser submits by itself. */
function readForm(page: string): Returned {
  const target = /action="([^"]+)"/.exec(page)?.[1];
  if (!target) throw new Error(`The provider shows another page than expected:\n${page.slice(0, 2_000)}`);
  const fields = new URLSearchParams();
  for (const [, name, value] of page.matchAll(/<input type="hidden" name="([^"]+)" value="([^"]*)"/g))
    fields.set(name ?? '', value ?? '');
  return { target, method: 'POST', fields };
}

async function stop(server: Server): Promise<void> {
  if (!server.listening) return;
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
}
