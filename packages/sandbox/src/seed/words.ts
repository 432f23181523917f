export const PLACES =
  `Harborview|Cedar Ridge|Bluestone|Lakeshore|Ironwood|Palmetto|Silver Oak|Gulfstream|Bayside|Foxglove|Summit|Riverbend|Magnolia|Granite|Sandpiper|Evergreen|Copper Creek|Highland|Juniper|Crescent|Northwind|Pinecrest|Redwood|Sunrise|Whitfield|Amber|Beacon|Clearwater|Dogwood|Eastgate|Fairhaven|Glenwood|Heron|Inverness|Keystone|Larkspur|Meridian|Oakmont|Pelican|Quarry|Rosewood|Stonebridge|Tidewater|Union|Vantage|Westbrook|Willow|Ybor|Zephyr|Anchor|Birchwood|Coral|Driftwood|Elm Street|Forge|Gateway|Hollis|Indigo|Jasper|Kingfisher|Lantern|Mariner|Nautilus|Orchard|Paragon|Ridgeline|Sable|Timber|Umber|Verdant|Wharf|Yarrow|Alder|Bramble|Calusa`.split(
    '|',
  );

/** Trade → market (by name of the set-up table). */
export const TRADES: readonly (readonly [string, string])[] = [
  ['Dental Group', 'Healthcare'],
  ['Orthopedics', 'Healthcare'],
  ['Family Medicine', 'Healthcare'],
  ['Veterinary Clinic', 'Healthcare'],
  ['Physical Therapy', 'Healthcare'],
  ['Law Offices', 'Legal'],
  ['Title Services', 'Legal'],
  ['Estate Planning', 'Legal'],
  ['Precision Machining', 'Manufacturing'],
  ['Packaging', 'Manufacturing'],
  ['Plastics', 'Manufacturing'],
  ['Boat Works', 'Manufacturing'],
  ['Builders', 'Construction'],
  ['Roofing', 'Construction'],
  ['Electric', 'Construction'],
  ['Plumbing Supply', 'Construction'],
  ['Architects', 'Construction'],
  ['Accounting', 'Finance'],
  ['Wealth Advisors', 'Finance'],
  ['Insurance Agency', 'Finance'],
  ['Credit Union', 'Finance'],
  ['Mortgage', 'Finance'],
  ['Hotel Group', 'Hospitality'],
  ['Catering', 'Hospitality'],
  ['Marina', 'Hospitality'],
  ['Academy', 'Education'],
  ['Learning Center', 'Education'],
  ['Foundation', 'Nonprofit'],
  ['Food Bank', 'Nonprofit'],
  ['Community Services', 'Nonprofit'],
  ['Outfitters', 'Retail'],
  ['Furniture', 'Retail'],
  ['Auto Parts', 'Retail'],
  ['Garden Centers', 'Retail'],
  ['Logistics', 'Logistics'],
  ['Freight', 'Logistics'],
  ['Cold Storage', 'Logistics'],
  ['Distribution', 'Logistics'],
  ['Staffing', 'Finance'],
  ['Property Management', 'Finance'],
];

export const FIRST_NAMES =
  `Ann|Jorge|Maya|Caleb|Priya|Walter|Ines|Dmitri|Grace|Omar|Nadia|Peter|Lucia|Hugo|Renee|Samuel|Yuki|Brandon|Elena|Marcus|Tanya|Victor|Amelia|Kofi|Sofia|Desmond|Ruth|Felix|Carla|Ian|Leila|Nathan|Odette|Raj|Bridget|Carlos|Monica|Trevor|Zoe|Gideon|Helen|Andre|Paula|Quinn|Sabrina|Thomas|Ursula|Wendy|Xavier|Yvonne`.split(
    '|',
  );

export const LAST_NAMES =
  `Abbott|Alvarez|Barnes|Becker|Castillo|Chen|Delgado|Douglas|Ellison|Espinoza|Farrow|Fischer|Gallagher|Gupta|Hartman|Hayes|Iverson|Jacobs|Jennings|Kowalski|Lambert|Lindgren|Marsh|Mbeki|Mercado|Navarro|O'Brien|Okoye|Parrish|Petrov|Quigley|Ramsey|Rossi|Salazar|Schmidt|Sullivan|Tanaka|Thornton|Underhill|Vance|Vasquez|Walsh|Whitaker|Yates|Zamora`.split(
    '|',
  );

export const STREETS =
  'Bayshore Blvd|Kennedy Blvd|Main St|Oak Ave|Harbor Dr|Central Ave|Palm Way|Commerce Pkwy|Orange St|Lakeview Rd|Gulf Rd|Franklin St'.split(
    '|',
  );

/** City, state, zip, area code, tax code id. */
export const CITIES: readonly (readonly [string, string, string, string, number])[] = [
  ['Tampa', 'FL', '33602', '813', 12],
  ['Brandon', 'FL', '33511', '813', 12],
  ['Clearwater', 'FL', '33755', '727', 11],
  ['St. Petersburg', 'FL', '33701', '727', 11],
  ['Sarasota', 'FL', '34236', '941', 11],
  ['Orlando', 'FL', '32801', '407', 11],
  ['Lakeland', 'FL', '33801', '863', 11],
  ['Jacksonville', 'FL', '32202', '904', 11],
  ['Atlanta', 'GA', '30303', '404', 13],
  ['Savannah', 'GA', '31401', '912', 13],
];

export const TITLES =
  'Office Manager|Owner|IT Director|Operations Manager|Controller|Practice Manager|President|Administrator|Purchasing|Partner'.split(
    '|',
  );
