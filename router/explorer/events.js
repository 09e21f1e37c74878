// GraphiQL shows the newest event of a subscription only; the list below it keeps what came before. GraphiQL's client
// cannot be given a socket, so this script is loaded first and puts an observed one in the place of the browser's.
const section = document.getElementById('events');
const list = section.querySelector('ol');
const mostShown = 100;

/** Tells of every event it receives (graphql-transport-ws: messages of the type `next`). */
self.WebSocket = class ObservedWebSocket extends WebSocket {
  constructor(...connection) {
    super(...connection);
    this.addEventListener('message', ({ data }) => {
      const { type, payload } = JSON.parse(data);
      if (type === 'next') show(payload);
    });
  }
};

function show({ data, errors }) {
  const [[field, value] = ['', null]] = Object.entries(data ?? {});
  const item = document.createElement('li');
  item.append(part('time', new Date().toLocaleTimeString()), part('b', field));
  for (const text of textsOf(value)) item.append(part('span', text));
  for (const { message } of errors ?? []) item.append(part('em', message));
  list.append(item);
  while (list.childElementCount > mostShown) list.firstElementChild.remove();
  section.hidden = false;
  section.scrollTop = section.scrollHeight;
}

/** What a line can tell of an event: its own plain values, in the order in which they were asked for. */
function textsOf(value) {
  if (typeof value !== 'object' || value === null) return [String(value)];
  return Object.entries(value)
    .filter(([name, inner]) => name !== '__typename' && (typeof inner !== 'object' || inner === null))
    .map(([name, inner]) => `${name} ${inner ?? '–'}`);
}

function part(name, textContent) {
  return Object.assign(document.createElement(name), { textContent });
}
