// Runs in the browser as it is. Signing in is the ordinary `logIn`; its token goes into a cookie, which the
// router takes from this page for HTTP and for the WebSocket of subscriptions alike.
const { people, examples, session, cookie } = JSON.parse(document.getElementById('content').textContent);
const signedInAs = 'caravan_explorer_person';
const guest = 'Guest';
const cookieRules = location.protocol === 'https:' ? 'samesite=strict; secure' : 'samesite=strict';

const example = examples.find(({ name }) => name === new URLSearchParams(location.search).get('example'));

showExamples();
showPeople();
await forgetEndedSession();
showWho();
await openEditor();

function showExamples() {
  const menu = document.getElementById('examples');
  for (const { name, title } of examples) menu.append(new Option(title, name));
  menu.value = example?.name ?? '';
  menu.addEventListener('change', () => {
    location.search = new URLSearchParams({ example: menu.value }).toString();
  });
}

function showPeople() {
  const group = document.getElementById('people');
  for (const person of people) {
    const enter = button(person.name, `Sign in as ${person.name}, ${person.role}`, () => signIn(person));
    enter.append(Object.assign(document.createElement('small'), { textContent: person.role }));
    group.append(enter);
  }
  group.append(button(guest, 'Go on without an account', enterAsGuest));
  document.getElementById('sign-out').addEventListener('click', () => void signOut());
}

function button(name, title, onClick) {
  const element = document.createElement('button');
  Object.assign(element, { type: 'button', textContent: name, title });
  element.dataset.person = name;
  element.addEventListener('click', onClick);
  return element;
}

function showWho() {
  const name = token() ? (localStorage.getItem(signedInAs) ?? 'somebody') : null;
  document.getElementById('who').textContent = name ? `Signed in: ${name}` : 'Not signed in';
  document.getElementById('sign-out').hidden = name === null;
  for (const element of document.querySelectorAll('#people button')) {
    element.setAttribute('aria-pressed', String(element.dataset.person === name));
  }
}

async function signIn({ name, identifier, password }) {
  const payload = await mutate('SignIn', { input: { identifier, password } });
  keep(name, payload);
}

async function enterAsGuest() {
  const payload = await mutate('EnterAsGuest', {});
  keep(guest, payload);
}

async function signOut() {
  if (localStorage.getItem(signedInAs) !== guest) await mutate('SignOut', {});
  forget();
  location.reload();
}

/** The page is loaded anew, so that its socket is opened anew as the person. */
function keep(name, payload) {
  if (!payload?.session) return fail(payload?.errors?.[0]?.message ?? 'Signing in failed.');
  const { accessToken, expiresInSeconds } = payload.session;
  document.cookie = `${cookie}=${accessToken}; path=/; max-age=${expiresInSeconds}; ${cookieRules}`;
  localStorage.setItem(signedInAs, name);
  location.reload();
}

function forget() {
  document.cookie = `${cookie}=; path=/; max-age=0; ${cookieRules}`;
  localStorage.removeItem(signedInAs);
}

/** A session that was revoked, or belongs to data that is gone, would refuse everything. */
async function forgetEndedSession() {
  if (!token()) return;
  const { status } = await post('{ __typename }', {});
  if (status === 401) forget();
}

function token() {
  return document.cookie.split('; ').find((pair) => pair.startsWith(`${cookie}=`));
}

async function mutate(name, variables) {
  // Who signs in is nobody yet: the old token, which may have ended, is left out.
  if (name !== 'SignOut') forget();
  const response = await post(session, variables, name);
  const { data, errors } = await response.json();
  if (errors?.length) fail(errors[0].message);
  return Object.values(data ?? {})[0];
}

function post(query, variables, operationName) {
  return fetch('/graphql', {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ query, variables, operationName }),
  });
}

/** Values for the variables of an example, from the data of whoever is signed in, so that it can be run as it stands. */
async function variablesOf({ query, variables: queries }) {
  const variables = query.includes('$idempotencyKey') ? { idempotencyKey: `explorer-${Date.now()}` } : {};
  for (const [, name] of (queries ?? '').matchAll(/^query (\w+)/gm)) {
    const { data } = await (await post(queries, variables, name)).json();
    variables[name] = firstId(data) ?? '';
  }
  return variables;
}

function firstId(value) {
  if (typeof value !== 'object' || value === null) return undefined;
  if ('id' in value) return value.id;
  for (const inner of Object.values(value)) {
    const id = firstId(inner);
    if (id) return id;
  }
  return undefined;
}

function fail(message) {
  const who = document.getElementById('who');
  who.textContent = message;
  who.classList.add('failed');
}

async function openEditor() {
  const opened = example ?? examples[0];
  const variables = await variablesOf(opened);
  const workers = { json: 'json-worker.js', graphql: 'graphql-worker.js' };
  self.MonacoEnvironment = {
    globalAPI: false,
    getWorkerUrl: (_module, label) => `/explorer/${workers[label] ?? 'editor-worker.js'}`,
  };
  self.YogaGraphiQL.renderYogaGraphiQL(document.getElementById('graphiql'), {
    endpoint: '/graphql',
    subscriptionsProtocol: 'WS',
    title: 'Caravan',
    query: opened.query,
    variables: Object.keys(variables).length > 0 ? JSON.stringify(variables, null, 2) : undefined,
  });
}
