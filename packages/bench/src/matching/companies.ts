/** A company of the benchmark, as either side spells it. */
export interface BenchCompany {
  id: number;
  name: string;
  identifier: string;
  website: string | null;
  phone: string | null;
  addressLine: string | null;
  city: string | null;
}

/** A fixed sequence of fractions, so that every run measures the same. */
export function fractions(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state * 1_664_525 + 1_013_904_223) % 2 ** 32;
    return state / 2 ** 32;
  };
}

const words =
  `amber basalt cedar delta ember falcon granite harbor indigo juniper kestrel lantern maple nimbus orchid pioneer quartz raven
  sable tundra umber velvet willow xenon yarrow zephyr copper bronze silver golden ridge creek valley point hollow summit meadow forge
  bridge haven field brook grove stone crest bluff landing crossing trail garden`.split(/\s+/);
const trades =
  `dental law logistics realty pediatrics plumbing accounting catering printing roofing medical insurance`.split(/\s+/);
const towns = `Tampa Orlando Miami Jacksonville Sarasota Lakeland Naples Ocala Brandon Clearwater`.split(/\s+/);
const forms = ['', '', ' Inc', ', LLC', ' Ltd.', ' Corp'];
const syllables = 'ba ce di fo gu ha ji ko lu ma ne pi ro su ta ve wi xo yu za'.split(' ');

/**
 * So many companies of each side: seven of ten are on both, spelled differently and with gaps. Names are made of few words, as real ones
 * are, so that most words are in hundreds of names; one in twenty shares its switchboard with dozens of others.
 */
export function benchCompanies(count: number): { local: BenchCompany[]; remote: BenchCompany[] } {
  const random = fractions(42);
  const pick = <T>(list: readonly T[]): T => list[Math.floor(random() * list.length)] as T;
  const made = (id: number): BenchCompany => {
    const own = `${pick(syllables)}${pick(syllables)}${pick(syllables)}`;
    const name = [random() < 0.6 ? own : pick(words), pick(words), pick(trades), id % 7 === 0 ? pick(towns) : '']
      .filter(Boolean)
      .join(' ');
    return {
      id,
      name: `${name} ${id % 3 === 0 ? own : ''}`.trim(),
      identifier: `${name.replace(/\W/g, '').slice(0, 14)}${id}`,
      website: random() < 0.8 ? `https://www.${name.replace(/\W/g, '')}${id}.example` : null,
      phone: random() < 0.05 ? `800 555 ${1_000 + (id % 20)}` : `813 ${String(2_000_000 + id)}`,
      addressLine: `${id} Main Street`,
      city: pick(towns),
    };
  };
  const respelled = (one: BenchCompany): BenchCompany => ({
    ...one,
    name: `${random() < 0.3 ? one.name.toUpperCase() : one.name}${pick(forms)}`,
    identifier: `R${one.identifier}`,
    website: random() < 0.7 ? (one.website?.replace('https://www.', '') ?? null) : null,
    phone: random() < 0.7 ? `+1 ${one.phone}` : null,
  });
  const local = Array.from({ length: count }, (_, n) => made(n + 1));
  const remote = local.map((one, n) => (n % 10 < 7 ? respelled(one) : { ...made(count + n + 1), id: one.id }));
  return { local, remote };
}
