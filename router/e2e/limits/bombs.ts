const repeat = (count: number, part: (index: number) => string) =>
  Array.from({ length: count }, (_, index) => part(index)).join(' ');

export const nest = (count: number, field: string, inner: string) =>
  `${`${field} { `.repeat(count)}${inner}${' }'.repeat(count)}`;

/** Each fragment spreads the next one twice: 2^levels selections in a few hundred bytes. */
function doubling(levels: number): string {
  const fragments = repeat(
    levels,
    (level) => `fragment F${level} on User { a: friends { ...F${level + 1} } b: friends { ...F${level + 1} } }`,
  );
  return `{ users { ...F0 } } ${fragments} fragment F${levels} on User { id displayName }`;
}

/** The same, changing the subgraph on each level. */
function doublingAcross(levels: number): string {
  const pair = (level: number) => `{ id ...${level % 2 ? 'U' : 'O'}${level + 1} }`;
  const fragments = repeat(levels, (level) =>
    level % 2
      ? `fragment O${level} on Order { a: buyer ${pair(level)} b: buyer ${pair(level)} }`
      : `fragment U${level} on User { a: orders ${pair(level)} b: orders ${pair(level)} }`,
  );
  const last = levels % 2 ? `fragment O${levels} on Order { freight }` : `fragment U${levels} on User { displayName }`;
  return `{ users { ...U0 } } ${fragments} ${last}`;
}

/** The same within one level: no depth, only width. */
function flatDoubling(levels: number): string {
  const fragments = repeat(levels, (level) => `fragment F${level} on User { ...F${level + 1} ...F${level + 1} }`);
  return `{ users { ...F0 } } ${fragments} fragment F${levels} on User { id orders { id paymentStatus } }`;
}

/** Documents that would cost more than they may, and are refused by the limits. */
export const bombs: readonly (readonly [what: string, document: string])[] = [
  ...[8, 12, 16, 24, 30].map((levels) => [`fragments doubling ${levels} levels`, doubling(levels)] as const),
  ...[8, 13, 20, 30].map(
    (levels) => [`the same over two subgraphs, ${levels} levels`, doublingAcross(levels)] as const,
  ),
  ...[10, 20, 30, 200].map(
    (levels) => [`fragments doubling ${levels} times in one level`, flatDoubling(levels)] as const,
  ),
  ['1,000 aliases', `{ ${repeat(1_000, (index) => `a${index}: __typename`)} }`],
  ['21 aliases', `{ ${repeat(21, (index) => `a${index}: balance`)} }`],
  ['aliases in fragments', `{ ${repeat(9, () => '...A')} } fragment A on Query { a: balance b: balance c: balance }`],
  ['2,000 levels', `{ ${nest(2_000, 'users', 'id')} }`],
  ['13 levels', `{ users { ${nest(11, 'friends', 'id')} } }`],
  [
    'depth through fragments',
    `{ users { ...A } } fragment A on User { ${nest(6, 'friends', '...B')} } fragment B on User { ${nest(6, 'friends', 'id')} }`,
  ],
  ['3,000 fields', `{ users { ${'id '.repeat(3_000)} } }`],
  ['1,100 fields', `{ users { ${'id '.repeat(1_100)} } }`],
  ['1,000 fields of two kinds', `{ users { ${'id displayName '.repeat(500)} } }`],
  ['900 inline fragments', `{ users { ${'... { id } '.repeat(900)} } }`],
  ['100 × 100 inline fragments', `{ users { ${`... on User { ${'... { id } '.repeat(100)} }`.repeat(100)} } }`],
  ['nested inline fragments', `{ users { ${'... { '.repeat(1_500)} id ${'} '.repeat(1_500)} } }`],
  ['11 root fields', `{ ${'balance '.repeat(11)} }`],
  ['root fields in fragments', `{ ...A } fragment A on Query { ${'balance '.repeat(11)} }`],
  ['1,500 directives', `{ users { id ${'@skip(if: false) '.repeat(1_500)} } }`],
  ['51 directives', `{ users { id ${'@no '.repeat(51)} } }`],
  ['directives on variables', `query (${repeat(60, (index) => `$v${index}: Int @a`)}) { balance }`],
  ['circular introspection', `{ __schema { types { ${nest(15, 'fields { type', `name ${'}'.repeat(15)}`)} } } }`],
  ['a list of values nested 201 deep', `{ user(id: ${'['.repeat(201)}${']'.repeat(201)}) { id } }`],
  ['a list of values nested 1,900 deep', `{ user(id: ${'['.repeat(1_900)}${']'.repeat(1_900)}) { id } }`],
  ['objects nested 1,000 deep', `{ user(id: ${'{a:'.repeat(600)}1${'}'.repeat(600)}) { id } }`],
  ['types nested 1,000 deep', `query ($a: ${'['.repeat(900)}Int${']'.repeat(900)}) { balance }`],
  ['fragments that nothing spreads', `{ balance } ${repeat(200, (i) => `fragment F${i} on User { id id id id id }`)}`],
  ['many operations', repeat(150, (index) => `query Q${index} { users { ${'id '.repeat(10)} } }`)],
  ['2,001 tokens', `{ users(${'a: 1 '.repeat(700)}) { id } }`],
  ['overlapping fields of different arguments', overlapping(12)],
];

/** Fields of one name that differ in their arguments, in fragments that all spread each other: each pair is compared. */
function overlapping(count: number): string {
  const names = Array.from({ length: count }, (_, index) => `F${index}`);
  const fragments = names.map(
    (name, index) =>
      `fragment ${name} on User { friends { ${names
        .slice(index + 1)
        .map((other) => `...${other}`)
        .join(' ')} id } }`,
  );
  return `{ users { ${names.map((name) => `...${name}`).join(' ')} } } ${fragments.join(' ')}`;
}
