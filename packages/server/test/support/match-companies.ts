import type { MatchRecord } from '../../src/modules/sync/matching/scoring/match-record.ts';

/** Both sides of an invented MSP, with the truth about them. */
export interface MatchWorld {
  local: MatchRecord[];
  remote: MatchRecord[];
  /** Pairs that are the same and that nothing makes doubtful, as `remoteId localId`. */
  clear: Set<string>;
  /** Records of ConnectWise that a person must decide, by what makes them hard. */
  traps: Record<string, string[]>;
}

const first =
  `Amber Basalt Cedar Delta Ember Falcon Granite Harbor Indigo Juniper Kestrel Lantern Maple Nimbus Orchid Pioneer Quartz Raven Sable
  Tundra Umber Velvet Willow Xenon Yarrow Zephyr Copper Bronze Silver Golden`.split(/\s+/);
const second =
  `Ridge Creek Valley Point Hollow Summit Meadow Forge Bridge Haven Field Brook Grove Stone Crest Bluff Landing Crossing Trail Garden`.split(
    /\s+/,
  );
const trades = `Dental Law Logistics Realty Pediatrics Plumbing Accounting Catering Printing Roofing`.split(/\s+/);
const towns = ['Tampa', 'Orlando', 'Miami', 'Jacksonville', 'Sarasota', 'Lakeland', 'Naples', 'Ocala'] as const;

const localId = (n: number) => `00000000-0000-7000-8000-${String(n).padStart(12, '0')}`;
const remoteId = (n: number) => String(10_000 + n);

/** `clear` companies on both sides in many spellings, as many on one side alone, and one of each trap for every `trapEvery` of them. */
export function matchWorld(clear: number, trapEvery = 50): MatchWorld {
  const world: MatchWorld = { local: [], remote: [], clear: new Set(), traps: {} };
  for (let n = 0; n < clear; n++) {
    const company = companyOf(n);
    world.local.push({ ...company, id: localId(n), identifier: n % 4 === 0 ? company.identifier : null });
    world.remote.push({ ...respelled(company, n), id: remoteId(n) });
    world.clear.add(`${remoteId(n)} ${localId(n)}`);
  }
  for (let n = clear; n < clear * 2; n++) {
    const company = companyOf(n);
    if (n % 2 === 0) world.local.push({ ...company, id: localId(n) });
    else world.remote.push({ ...company, id: remoteId(n) });
  }
  for (let n = 0; n * trapEvery < clear; n++) for (const trap of traps) trap(world, clear * 2 + n * 20);
  return world;
}

function companyOf(n: number) {
  const name = `${first[n % 30]} ${second[Math.floor(n / 30) % 20]} ${trades[Math.floor(n / 600) % 10]}${n < 6_000 ? '' : ` ${Math.floor(n / 6_000) + 1}`}`;
  const word = name.toLowerCase().replaceAll(' ', '');
  return {
    name,
    identifier: name.replaceAll(' ', '').slice(0, 25),
    website: `https://www.${word}.example`,
    phone: `813 ${String(2_000_000 + n).replace(/(\d{3})(\d{4})/, '$1-$2')}`,
    place: {
      addressLine: `${100 + n} Main Street`,
      city: towns[n % 8] ?? null,
      region: 'FL',
      postalCode: `${33_000 + (n % 900)}`,
    },
  };
}

type Company = ReturnType<typeof companyOf>;

/** How the other side spells the same company: case, legal form, accents, punctuation, other forms of number and address; some values missing. */
function respelled(company: Company, n: number): Omit<MatchRecord, 'id'> {
  const { name } = company;
  const names = [
    name,
    `${name}, Inc.`,
    name.toUpperCase(),
    `The ${name} LLC`,
    name.replace('a', 'á'),
    name.replace(' ', '-'),
  ];
  const digits = company.phone.replace(/\D/g, '');
  return {
    ...company,
    name: names[n % names.length] ?? name,
    website: n % 3 === 0 ? null : company.website.replace('https://www.', ''),
    phone: n % 3 === 1 ? null : `+1 (${digits.slice(0, 3)}) ${digits.slice(3, 6)}-${digits.slice(6)}`,
    place: n % 5 === 0 ? null : { ...company.place, addressLine: company.place.addressLine.replace('Street', 'St.') },
  };
}

type Trap = (world: MatchWorld, n: number) => void;

function plant(
  world: MatchWorld,
  kind: string,
  n: number,
  local: Partial<MatchRecord>[],
  remote: Partial<MatchRecord>[],
): void {
  for (const [at, record] of local.entries()) world.local.push({ name: null, ...record, id: localId(n + at) });
  for (const [at, record] of remote.entries()) {
    world.remote.push({ name: null, ...record, id: remoteId(n + at) });
    world.traps[kind] = [...(world.traps[kind] ?? []), remoteId(n + at)];
  }
}

const inTown = (city: string) => ({ addressLine: null, city, region: 'FL', postalCode: null });

const traps: Trap[] = [
  (world, n) => {
    const name = `Northwind ${n} Bakery`;
    const shared = { name, website: `northwind${n}.example` };
    plant(
      world,
      'same name in two cities',
      n,
      [{ ...shared, place: inTown('Tampa') }],
      [
        { ...shared, place: inTown('Miami') },
        { ...shared, place: inTown('Ocala') },
      ],
    );
  },
  (world, n) => {
    const shared = { website: `acme${n}.example`, phone: `904 ${5_000_000 + n}` };
    plant(
      world,
      'subsidiaries',
      n + 2,
      [{ ...shared, name: `Acme${n}` }],
      [
        { ...shared, name: `Acme${n} Holdings` },
        { ...shared, name: `Acme${n} Logistics` },
      ],
    );
  },
  (world, n) => {
    const facts = { identifier: `Old${n}`, website: `pinnacle${n}.example`, phone: `305 ${5_000_000 + n}` };
    plant(
      world,
      'renamed companies',
      n + 4,
      [{ ...facts, name: `Pinnacle${n} Advisors` }],
      [{ ...facts, name: `Blue Lagoon${n}` }],
    );
  },
  (world, n) => {
    const phone = `407 ${5_000_000 + n}`;
    const tenants = ['Alpha', 'Beta', 'Gamma', 'Kappa'].map((word) => ({ name: `${word}${n} Studio`, phone }));
    plant(world, 'shared switchboard numbers', n + 5, tenants, tenants);
  },
  (world, n) => {
    const facts = { website: `contoso${n}.example` };
    plant(
      world,
      'Inc and Ltd',
      n + 9,
      [{ ...facts, name: `Contoso${n} Ltd` }],
      [{ ...facts, name: `Contoso${n}, Inc.` }],
    );
  },
  (world, n) => {
    const facts = { website: `cafe${n}.example` };
    plant(
      world,
      'accents, and two of them',
      n + 10,
      [{ ...facts, name: `Café Zürich ${n}` }],
      [
        { ...facts, name: `Cafe Zurich ${n}` },
        { ...facts, name: `CAFÉ ZÜRICH ${n}` },
      ],
    );
  },
  (world, n) => {
    plant(
      world,
      'recycled identifiers',
      n + 12,
      [{ identifier: `Recycled${n}`, name: `Ancient${n} Mill`, phone: `239 ${5_000_000 + n}` }],
      [{ identifier: `Recycled${n}`, name: `Modern${n} Gym`, phone: `727 ${5_000_000 + n}` }],
    );
  },
];
