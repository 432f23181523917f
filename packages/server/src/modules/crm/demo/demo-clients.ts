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
const tampa: Place = ['Tampa', 'FL', 'Hillsborough County'];
const orlando: Place = ['Orlando', 'FL', 'Florida'];
const savannah: Place = ['Savannah', 'GA', 'Georgia'];
const places = [tampa, orlando, savannah];

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
 * their identifier, the others by their name with the same website or phone number; all of them sit in the same town there.
 */
export const sharedClients: readonly Omit<DemoClient, 'contacts' | 'region' | 'taxRegion'>[] = [
  { name: 'Harborview Dental Group', city: 'Clearwater', identifier: 'HarborviewDentalGroup' },
  { name: 'Cedar Ridge Orthopedics', city: 'Lakeland', identifier: 'CedarRidgeOrthopedics' },
  { name: 'Bluestone Family Medicine', city: 'Orlando', identifier: 'BluestoneFamilyMedicine' },
  { name: 'Lakeshore Veterinary Clinic', city: 'Lakeland', identifier: 'LakeshoreVeterinaryClinic' },
  { name: 'Ironwood Physical Therapy', city: 'Sarasota', identifier: 'IronwoodPhysicalTherapy' },
  { name: 'Palmetto Law Offices', city: 'Clearwater', identifier: 'PalmettoLawOffices' },
  { name: 'Silver Oak Title Services', city: 'Sarasota', website: 'silveroaktitleservices.example' },
  { name: 'Gulfstream Estate Planning', city: 'Jacksonville', phone: '(904) 555-9320' },
  { name: 'Bayside Precision Machining', city: 'Sarasota', website: 'https://baysideprecisionmachining.example' },
  { name: 'Foxglove Packaging', city: 'Sarasota', phone: '941-555-1890' },
  { name: 'Summit Plastics', city: 'Lakeland', website: 'www.summitplastics.example' },
  { name: 'Riverbend Boat Works', city: 'Brandon', website: 'riverbendboatworks.example', phone: '+1 813 555 4360' },
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
  ...sharedClients.map((client) => ({ ...client, region: 'FL' })),
  ...ownNames.map((name, n) => ({
    name,
    website: `${name.toLowerCase().replace(/[^a-z]/g, '')}.example`,
    phone: `+1 813 555 0${100 + n}`,
  })),
].map((client, n) => {
  const [city, region, taxRegion] = places[n % places.length] ?? tampa;
  return { city, region, ...client, taxRegion, contacts: peopleOf(n) };
});

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
