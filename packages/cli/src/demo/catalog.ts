import type { DemoName } from './people.ts';

/** The demo's stores and what they sell. Amounts are minor units of the store's currency. */
export type DemoStore = {
  readonly owner: DemoName;
  readonly slug: string;
  readonly name: string;
  readonly description: string;
  readonly currency: string;
  readonly rates: readonly {
    readonly name: string;
    readonly kind: string;
    readonly amount: string;
    readonly freeOver?: string;
  }[];
  readonly products: readonly DemoProduct[];
};

export type DemoProduct = {
  readonly handle: string;
  readonly title: string;
  readonly category: string;
  readonly brand: string;
  readonly description: string;
  readonly option?: string;
  readonly variants: readonly {
    readonly value?: string;
    readonly sku: string;
    readonly price: string;
    readonly stock: number;
    readonly weightGrams: number;
    readonly compareAt?: string;
  }[];
};

export const categories: readonly { slug: string; name: string; parent?: string }[] = [
  { slug: 'tools', name: 'Tools' },
  { slug: 'power-tools', name: 'Power tools', parent: 'tools' },
  { slug: 'hand-tools', name: 'Hand tools', parent: 'tools' },
  { slug: 'food', name: 'Food' },
  { slug: 'tinned-fish', name: 'Tinned fish', parent: 'food' },
  { slug: 'olive-oil', name: 'Olive oil', parent: 'food' },
  { slug: 'audio', name: 'Audio' },
  { slug: 'headphones', name: 'Headphones', parent: 'audio' },
  { slug: 'speakers', name: 'Speakers', parent: 'audio' },
];

export const stores: readonly DemoStore[] = [
  {
    owner: 'daniyar',
    slug: 'steppe-tools',
    name: 'Steppe Tools',
    description: 'Tools for people who build, from Almaty to everywhere.',
    currency: 'EUR',
    rates: [
      { name: 'Parcel', kind: 'PER_ORDER', amount: '590', freeOver: '15000' },
      { name: 'By weight', kind: 'BY_WEIGHT', amount: '180' },
    ],
    products: [
      {
        handle: 'hammer-drill-2kw',
        title: 'Hammer drill 2 kW',
        category: 'power-tools',
        brand: 'Altai',
        description: '<p>SDS-plus, three functions, vibration damped. For concrete up to 32 mm.</p>',
        variants: [{ sku: 'ALT-HD2', price: '18900', stock: 40, weightGrams: 4200, compareAt: '21900' }],
      },
      {
        handle: 'cordless-driver-18v',
        title: 'Cordless driver 18 V',
        category: 'power-tools',
        brand: 'Altai',
        description: '<p>Brushless motor, 60 Nm, two speeds.</p>',
        option: 'Set',
        variants: [
          { value: 'Body only', sku: 'ALT-CD18-B', price: '7900', stock: 60, weightGrams: 1100 },
          { value: 'Two batteries', sku: 'ALT-CD18-2', price: '14900', stock: 35, weightGrams: 2300 },
        ],
      },
      {
        handle: 'claw-hammer',
        title: 'Claw hammer',
        category: 'hand-tools',
        brand: 'Steppe',
        description: '<p>Forged head, hickory handle.</p>',
        option: 'Weight',
        variants: [
          { value: '450 g', sku: 'STP-CH-450', price: '1850', stock: 200, weightGrams: 700 },
          { value: '600 g', sku: 'STP-CH-600', price: '2100', stock: 150, weightGrams: 850 },
        ],
      },
      {
        handle: 'spirit-level-60',
        title: 'Spirit level 60 cm',
        category: 'hand-tools',
        brand: 'Steppe',
        description: '<p>Milled aluminium, 0.5 mm per metre.</p>',
        variants: [{ sku: 'STP-SL60', price: '2450', stock: 90, weightGrams: 520 }],
      },
    ],
  },
  {
    owner: 'ines',
    slug: 'lisbon-larder',
    name: 'Lisbon Larder',
    description: 'Portuguese tins, oils and salt, from small producers.',
    currency: 'EUR',
    rates: [
      { name: 'Post', kind: 'PER_ORDER', amount: '450', freeOver: '6000' },
      { name: 'Courier, next day', kind: 'PER_ORDER', amount: '990' },
    ],
    products: [
      {
        handle: 'sardines-olive-oil',
        title: 'Sardines in olive oil',
        category: 'tinned-fish',
        brand: 'Maré',
        description: '<p>Packed by hand in Matosinhos. Keeps for years and gets better.</p>',
        option: 'Pack',
        variants: [
          { value: '1 tin', sku: 'MAR-SAR-1', price: '420', stock: 500, weightGrams: 150 },
          { value: '6 tins', sku: 'MAR-SAR-6', price: '2290', stock: 120, weightGrams: 900, compareAt: '2520' },
        ],
      },
      {
        handle: 'mackerel-curry',
        title: 'Mackerel in curry sauce',
        category: 'tinned-fish',
        brand: 'Maré',
        description: '<p>Mild curry, skinless fillets.</p>',
        variants: [{ sku: 'MAR-MAC-1', price: '480', stock: 300, weightGrams: 150 }],
      },
      {
        handle: 'early-harvest-oil',
        title: 'Early harvest olive oil',
        category: 'olive-oil',
        brand: 'Quinta do Vale',
        description: '<p>Galega olives, cold pressed in October. Green and peppery.</p>',
        option: 'Size',
        variants: [
          { value: '250 ml', sku: 'QDV-OIL-250', price: '1150', stock: 140, weightGrams: 480 },
          { value: '750 ml', sku: 'QDV-OIL-750', price: '2390', stock: 80, weightGrams: 1250 },
        ],
      },
    ],
  },
  {
    owner: 'jonas',
    slug: 'nordlicht-audio',
    name: 'Nordlicht Audio',
    description: 'Headphones and speakers, repaired for ten years.',
    currency: 'EUR',
    rates: [{ name: 'Insured parcel', kind: 'PER_ITEM', amount: '700', freeOver: '20000' }],
    products: [
      {
        handle: 'aurora-open',
        title: 'Aurora open-back headphones',
        category: 'headphones',
        brand: 'Nordlicht',
        description: '<p>40 mm drivers, 32 Ω, every part can be replaced.</p>',
        option: 'Colour',
        variants: [
          { value: 'Graphite', sku: 'NOR-AUR-G', price: '22900', stock: 25, weightGrams: 900 },
          { value: 'Birch', sku: 'NOR-AUR-B', price: '24900', stock: 8, weightGrams: 900 },
        ],
      },
      {
        handle: 'polar-shelf',
        title: 'Polar shelf speakers, pair',
        category: 'speakers',
        brand: 'Nordlicht',
        description: '<p>Two-way, 5-inch woofer, walnut veneer.</p>',
        variants: [{ sku: 'NOR-POL-2', price: '39900', stock: 12, weightGrams: 11500 }],
      },
      {
        handle: 'drift-buds',
        title: 'Drift wireless buds',
        category: 'headphones',
        brand: 'Nordlicht',
        description: '<p>Replaceable batteries, 8 hours.</p>',
        variants: [{ sku: 'NOR-DRI-1', price: '8900', stock: 60, weightGrams: 180 }],
      },
    ],
  },
];

/** What was bought so far, and how far it is. A trade without `upTo` is paid and waits for its stores. */
export const trades: readonly {
  readonly buyer: DemoName;
  readonly lines: readonly { readonly sku: string; readonly quantity: number }[];
  readonly upTo?: 'PREPARING' | 'SHIPPED' | 'DELIVERED';
}[] = [
  {
    buyer: 'aigerim',
    lines: [
      { sku: 'MAR-SAR-6', quantity: 2 },
      { sku: 'QDV-OIL-750', quantity: 1 },
    ],
    upTo: 'DELIVERED',
  },
  {
    buyer: 'tomas',
    lines: [
      { sku: 'NOR-AUR-G', quantity: 1 },
      { sku: 'STP-CH-600', quantity: 1 },
    ],
    upTo: 'DELIVERED',
  },
  { buyer: 'mei', lines: [{ sku: 'ALT-CD18-2', quantity: 1 }], upTo: 'SHIPPED' },
  {
    buyer: 'aigerim',
    lines: [
      { sku: 'STP-SL60', quantity: 1 },
      { sku: 'MAR-MAC-1', quantity: 4 },
    ],
    upTo: 'PREPARING',
  },
  { buyer: 'tomas', lines: [{ sku: 'QDV-OIL-250', quantity: 2 }] },
];

/** What lies in carts and favourites, so that nobody's first look is empty. */
export const carts: readonly { readonly buyer: DemoName; readonly sku: string; readonly quantity: number }[] = [
  { buyer: 'aigerim', sku: 'ALT-HD2', quantity: 1 },
  { buyer: 'aigerim', sku: 'MAR-SAR-1', quantity: 3 },
  { buyer: 'mei', sku: 'NOR-DRI-1', quantity: 1 },
];

export const favourites: readonly { readonly buyer: DemoName; readonly handle: string }[] = [
  { buyer: 'aigerim', handle: 'polar-shelf' },
  { buyer: 'aigerim', handle: 'early-harvest-oil' },
  { buyer: 'tomas', handle: 'hammer-drill-2kw' },
];
