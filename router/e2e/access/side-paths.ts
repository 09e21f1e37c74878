/** One way to ask for something that a rule guards. */
export type SidePath = {
  readonly name: string;
  readonly query: string;
  /** What somebody without a token gets. */
  readonly data: unknown;
  readonly paths: readonly string[];
};

const thing = (index: number, rest: object = {}) => ({ label: index === 0 ? 'Item i1' : 'Safe s1', ...rest });

export const sidePaths: readonly SidePath[] = [
  {
    name: 'a field, under an alias and twice',
    query: '{ item(id: "i1") { label secret it: secret } }',
    data: { item: { label: 'Item i1', secret: null, it: null } },
    paths: ['item.secret', 'item.it'],
  },
  {
    name: 'a root field',
    query: '{ me { name } item(id: "i1") { id } }',
    data: { me: null, item: { id: 'i1' } },
    paths: ['me'],
  },
  {
    name: 'nothing but guarded fields',
    query: '{ a: me { name } b: seal }',
    data: { a: null, b: null },
    paths: ['a', 'b'],
  },
  {
    name: 'an interface',
    query: '{ things { label secret } }',
    data: { things: [thing(0, { secret: null }), thing(1, { secret: null })] },
    paths: ['things.0.secret', 'things.1.secret'],
  },
  {
    name: 'a fragment on the interface',
    query: '{ things { ...T } } fragment T on Thing { label secret }',
    data: { things: [thing(0, { secret: null }), thing(1, { secret: null })] },
    paths: ['things.0.secret', 'things.1.secret'],
  },
  {
    name: 'fragments on types of an interface',
    query: '{ things { ... on Item { secret } ... on Safe { label secret } } }',
    data: { things: [{ secret: null }, thing(1, { secret: null })] },
    paths: ['things.0.secret', 'things.1.secret'],
  },
  {
    name: 'an interface below its own type',
    query: '{ item(id: "i1") { ... on Thing { ... on Item { secret } label } } }',
    data: { item: { secret: null, label: 'Item i1' } },
    paths: ['item.secret'],
  },
  {
    name: 'a member of a union',
    query: '{ anything { __typename ... on Safe { secret content { gold } } ... on Item { label } } }',
    data: {
      anything: [
        { __typename: 'Item', label: 'Item i1' },
        { __typename: 'Safe', secret: null, content: null },
      ],
    },
    paths: ['anything.1.secret', 'anything.1.content'],
  },
  {
    name: 'a guarded type that must not be null',
    query: '{ anything { ... on Safe { label strict { gold } } ... on Item { label } } }',
    data: { anything: null },
    paths: ['anything.1.strict'],
  },
  {
    name: 'a guarded scalar and enum',
    query: '{ seal level item(id: 1) { id } }',
    data: { seal: null, level: null, item: { id: '1' } },
    paths: ['seal', 'level'],
  },
  {
    name: 'a field that requires a guarded one',
    query: '{ item(id: "i1") { freight carrier } }',
    data: { item: { freight: null, carrier: 'Donkey Express' } },
    paths: ['item.freight'],
  },
  {
    name: 'a hop to an entity and back',
    query: '{ item(id: "i1") { owner { salary email items { insider weight owner { email } } } } }',
    data: {
      item: {
        owner: {
          salary: null,
          email: null,
          items: ['i1', 'i2'].map(() => ({ insider: null, weight: null, owner: { email: null } })),
        },
      },
    },
    paths: [
      'item.owner.salary',
      'item.owner.email',
      ...[0, 1].flatMap((index) =>
        ['insider', 'weight', 'owner.email'].map((field) => `item.owner.items.${index}.${field}`),
      ),
    ],
  },
  {
    name: 'the edge of a list',
    query: '{ user(id: "u1") { friends { name email } } }',
    data: {
      user: {
        friends: [
          { name: 'Name of u2', email: null },
          { name: 'Name of u3', email: null },
        ],
      },
    },
    paths: ['user.friends.0.email', 'user.friends.1.email'],
  },
  {
    name: 'a mutation that is guarded',
    query: 'mutation { unlock(id: 1) { label } }',
    data: { unlock: null },
    paths: ['unlock'],
  },
];
