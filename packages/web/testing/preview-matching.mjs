// Believable pairs for looking at the review without a server. Names are made up.
const ago = (seconds) => new Date(Date.now() - seconds * 1000).toISOString();

const attribute = (name, outcome, points, local, remote) => ({ attribute: name, outcome, points, local, remote });

const pair = (n, localName, remoteName, score, more, breakdown) => ({
  id: `p${n}`,
  entity: 'COMPANY',
  remoteId: String(4200 + n),
  remoteName,
  remoteUrl: `https://na.myconnectwise.net/company/${4200 + n}`,
  localId: `l${n}`,
  localName,
  score,
  rival: 0,
  veto: null,
  state: 'PROPOSED',
  decidedBy: null,
  decidedAt: null,
  breakdown,
  ...more,
});

const pairs = [
  pair(1, 'Harbor Dental Group', 'HARBOR DENTAL GROUP, Inc.', 75, { veto: 'OTHER_PLACE' }, [
    attribute('NAME', 'AGREES', 60, 'Harbor Dental Group', 'HARBOR DENTAL GROUP, Inc.'),
    attribute('IDENTIFIER', 'UNKNOWN', 0, null, 'HarborDentalGroup'),
    attribute('DOMAIN', 'AGREES', 40, 'harbordental.example', 'https://www.harbordental.example/home'),
    attribute('ADDRESS', 'DIFFERS', -25, '12 Harbour Street, Tampa, FL, 33602', '400 Ocean Drive, Miami, FL, 33139'),
  ]),
  pair(2, 'Alder & Finch LLP', 'Alder and Finch', 78, {}, [
    attribute('NAME', 'AGREES', 60, 'Alder & Finch LLP', 'Alder and Finch'),
    attribute('PHONE', 'AGREES', 18, '+1 813 555 0142', '8135550142'),
    attribute('DOMAIN', 'UNKNOWN', 0, 'alderfinch.example', null),
  ]),
  pair(3, 'Cascade Orthopedics', 'Cascade Orthopaedics Holdings', 62, { veto: 'NAME_DIFFERS', rival: 20 }, [
    attribute('NAME', 'SIMILAR', 47, 'Cascade Orthopedics', 'Cascade Orthopaedics Holdings'),
    attribute('PHONE', 'DIFFERS', -5, '904 555 0190', '904 555 0191'),
    attribute('DOMAIN', 'AGREES', 20, 'cascadeortho.example', 'cascadeortho.example'),
  ]),
];

const run = {
  id: 'm1',
  state: 'DONE',
  startedAt: ago(900),
  startedBy: 'Ana Ruiz',
  finishedAt: ago(840),
  error: null,
  entities: [
    { entity: 'COMPANY', expected: 3120, read: 3120, compared: 3120, pairs: 1262, isRead: true, isCompared: true },
    { entity: 'CONTACT', expected: 9410, read: 9410, compared: 9410, pairs: 2381, isRead: true, isCompared: true },
    { entity: 'PRODUCT', expected: 1204, read: 1204, compared: 1204, pairs: 371, isRead: true, isCompared: true },
  ],
};

const none = { later: 2, linked: 14, rejected: 5, create: 1, leftOutLocal: 0, leftOutRemote: 37 };
const counts = [
  { entity: 'COMPANY', exact: 1204, probable: 37, ambiguous: 12, onlyLocal: 418, onlyRemote: 1849, ...none },
  { entity: 'CONTACT', exact: 2230, probable: 96, ambiguous: 55, onlyLocal: 1201, onlyRemote: 6840, ...none },
  { entity: 'PRODUCT', exact: 360, probable: 11, ambiguous: 0, onlyLocal: 24, onlyRemote: 812, ...none },
];

export const matchSummary = ({ threshold }) => {
  const asked = threshold ?? 90;
  const fewer = (90 - asked) * 3;
  return {
    threshold: asked,
    savedThreshold: 90,
    waiting: 211 - fewer,
    changedSince: ['the filters of companies from ConnectWise'],
    run,
    entities: counts.map((one) => ({ ...one, exact: one.exact + fewer, probable: Math.max(0, one.probable - fewer) })),
  };
};

const alone = (entity, list) => (name, at) => ({
  id: `${entity}:${list}:${at}`,
  entity,
  name,
  detail: name.replaceAll(/\W/g, ''),
  parentName: entity === 'CONTACT' ? 'Harbor Dental Group' : null,
  localId: list.endsWith('_LOCAL') ? `l${at}` : null,
  remoteId: list.endsWith('_LOCAL') ? null : String(1800 + at),
  remoteUrl: list.endsWith('_LOCAL') ? null : `https://na.myconnectwise.net/${1800 + at}`,
  reason: list.startsWith('LEFT_OUT') ? 'its type is Vendor, and only Client and Prospect are synced' : null,
});
const names = ['Alder Bakery', 'Bluewater Property Management of Greater Tampa Bay', 'Cedar & Sons', 'Delta Realty'];

export const unmatchedRecords = ({ entity, list }) => ({
  items: names.map(alone(entity, list)),
  pageInfo: { endCursor: 'x', hasNextPage: false },
  totalCount: names.length,
});

export const matchPairs = () => ({ items: pairs, pageInfo: { endCursor: 'x', hasNextPage: true }, totalCount: 37 });
