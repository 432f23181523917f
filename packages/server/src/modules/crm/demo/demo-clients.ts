/** A client of the demo, with its people. */
export interface DemoClient {
  name: string;
  identifier?: string;
  website?: string;
  phone?: string;
  city: string;
  region: string;
  taxRegion: string;
  contacts: readonly [firstName: string, lastName: string, title: string][];
}

type Place = readonly [city: string, region: string, taxRegion: string];
const orlando: Place = ['Orlando', 'FL', 'Florida'];
const savannah: Place = ['Savannah', 'GA', 'Georgia'];
const tampa: Place = ['Tampa', 'FL', 'Hillsborough County'];
const places = [orlando, savannah, tampa];
const inFlorida = (city: string): Place => [city, 'FL', 'Florida'];

const firstNames = ['Ana', 'Ivo', 'Mara', 'Theo', 'Lena', 'Omar', 'Ruth', 'Pavel', 'Nina', 'Jonas', 'Elif', 'Marco'];
const lastNames = [
  'Reyes',
  'Holm',
  'Castell',
  'Brandt',
  'Okoye',
  'Lindqvist',
  'Varga',
  'Moreau',
  'Tanaka',
  'Pike',
  'Salas',
];
const titles = ['Office Manager', 'Owner', 'IT Director', 'Controller', 'Operations Manager'];

/**
 * These twelve are in the ConnectWise sandbox's demo data as well, so that the first sync links them: the first six by
 * their identifier, the others by their name with the same website or phone number. Each is in the city that it has there, so that
 * its tax region takes what ConnectWise's tax code for that city takes.
 */
export const sharedClients: readonly (Omit<DemoClient, 'contacts' | 'city' | 'region' | 'taxRegion'> & {
  place: Place;
})[] = [
  { name: 'Harborview Dental Group', identifier: 'HarborviewDentalGroup', place: inFlorida('Clearwater') },
  { name: 'Cedar Ridge Orthopedics', identifier: 'CedarRidgeOrthopedics', place: inFlorida('Lakeland') },
  { name: 'Bluestone Family Medicine', identifier: 'BluestoneFamilyMedicine', place: orlando },
  { name: 'Lakeshore Veterinary Clinic', identifier: 'LakeshoreVeterinaryClinic', place: inFlorida('Lakeland') },
  { name: 'Ironwood Physical Therapy', identifier: 'IronwoodPhysicalTherapy', place: inFlorida('Sarasota') },
  { name: 'Palmetto Law Offices', identifier: 'PalmettoLawOffices', place: inFlorida('Clearwater') },
  { name: 'Silver Oak Title Services', website: 'silveroaktitleservices.example', place: inFlorida('Sarasota') },
  { name: 'Gulfstream Estate Planning', phone: '(904) 555-9320', place: inFlorida('Jacksonville') },
  {
    name: 'Bayside Precision Machining',
    website: 'https://baysideprecisionmachining.example',
    place: inFlorida('Sarasota'),
  },
  { name: 'Foxglove Packaging', phone: '941-555-1890', place: inFlorida('Sarasota') },
  { name: 'Summit Plastics', website: 'www.summitplastics.example', place: inFlorida('Lakeland') },
  {
    name: 'Riverbend Boat Works',
    website: 'riverbendboatworks.example',
    phone: '+1 813 555 4360',
    place: ['Brandon', 'FL', 'Hillsborough County'],
  },
];

/** Only the CRM knows these, until an opportunity of theirs is won. */
const ownNames = [
  'Almond & Rye Bakery',
  'Anders Chartered Surveyors',
  'Birdsong Nursery School',
  'Bramwell Textiles',
  'Calder Street Brewing',
  'Corvina Seafood',
  'Dune Coast Rentals',
  'Eastlake Pediatric Care',
  'Feldspar Studios',
  'Gannet Air Charter',
  'Hearthstone Senior Living',
  'Isla Verde Landscaping',
  'Juniper & Co. Interiors',
  'Kestrel Surveying',
  'Lumen Solar Works',
  'Mangrove Research Institute',
  'Northgate Physiotherapy',
  'Oleander Events',
  'Porter Freight Lines',
  'Quayside Bookkeeping',
  'Redfern Opticians',
  'Saltmarsh Kayaks',
  'Thornbury Records',
  'Umbria Tile Imports',
  'Vireo Childcare',
  'Wexford Printing',
  'Yellowtail Sports',
  'Zinnia Florists',
];

/** Forty clients with one to three people each, the same on every start. */
export const demoClients: readonly DemoClient[] = [
  ...sharedClients,
  ...ownNames.map((name, n) => ({
    name,
    place: places[n % places.length] ?? orlando,
    website: `${name.toLowerCase().replace(/[^a-z]/g, '')}.example`,
    phone: `+1 813 555 0${100 + n}`,
  })),
].map(({ place: [city, region, taxRegion], ...client }, n) => ({
  ...client,
  city,
  region,
  taxRegion,
  contacts: peopleOf(n),
}));

function peopleOf(client: number): DemoClient['contacts'] {
  return Array.from({ length: 1 + (client % 3) }, (_, n) => {
    const salt = client * 3 + n;
    return [
      firstNames[salt % firstNames.length] ?? '',
      lastNames[salt % lastNames.length] ?? '',
      titles[salt % titles.length] ?? '',
    ];
  });
}
