export interface DemoProduct {
  name: string;
  sku: string;
  category: string;
  price: string;
  cost: string;
  isTaxable: boolean;
  unit: string;
}

type Item = readonly [name: string, price: string];

const hardware: readonly Item[] = [
  ['Office laptop 14"', '1150'],
  ['Office laptop 16"', '1390'],
  ['Engineering laptop 16"', '2240'],
  ['Small desktop', '780'],
  ['Workstation tower', '1980'],
  ['Display 24"', '210'],
  ['Display 27"', '320'],
  ['Display 34" wide', '540'],
  ['Docking station', '185'],
  ['Keyboard and mouse', '65.50'],
  ['Conference camera', '430'],
  ['Conference speaker', '275'],
  ['Desk telephone', '120'],
  ['Wireless headset', '145'],
  ['Label printer', '160'],
  ['Laser printer', '390'],
  ['Rack server 1U', '4250'],
  ['Rack server 2U', '6900'],
  ['Storage shelf 24 TB', '3100'],
  ['Backup appliance', '2650'],
  ['Battery backup 1500 VA', '310'],
  ['Battery backup 3000 VA', '890'],
];
const network: readonly Item[] = [
  ['Branch firewall', '640'],
  ['Office firewall', '1290'],
  ['Switch 8 ports', '140'],
  ['Switch 24 ports PoE', '620'],
  ['Switch 48 ports PoE', '1180'],
  ['Indoor access point', '210'],
  ['Outdoor access point', '395'],
  ['Wall rack 12U', '260'],
  ['Patch panel 24', '95'],
  ['Fibre module 10G', '58.75'],
  ['Cabling per drop', '165'],
  ['Mobile failover router', '480'],
];
const services: readonly Item[] = [
  ['Installation hour', '140'],
  ['Project management hour', '165'],
  ['Network survey', '850'],
  ['Server migration', '2400'],
  ['Mailbox migration', '35'],
  ['Security assessment', '1900'],
  ['Staff training, half a day', '620'],
  ['On-site visit', '180'],
  ['Data recovery attempt', '750'],
  ['Office relocation day', '1250'],
];
const subscriptions: readonly Item[] = [
  ['Managed workstation, month', '45'],
  ['Managed server, month', '160'],
  ['Managed firewall, month', '85'],
  ['Endpoint protection, month', '6.25'],
  ['E-mail protection, month', '3.75'],
  ['Cloud backup 1 TB, month', '49'],
  ['Phone seat, month', '24.90'],
  ['Password vault seat, month', '4.50'],
  ['Office suite seat, month', '13.80'],
  ['Service desk seat, month', '32'],
  ['Awareness training seat, month', '2.40'],
];

const family = (
  prefix: string,
  category: string,
  items: readonly Item[],
  rest: { costShare: number; isTaxable: boolean; unit: string },
): DemoProduct[] =>
  items.map(([name, price], n) => ({
    name,
    sku: `BW-${prefix}-${101 + n}`,
    category,
    price,
    cost: (Number(price) * rest.costShare).toFixed(2),
    isTaxable: rest.isTaxable,
    unit: rest.unit,
  }));

export const demoProducts: readonly DemoProduct[] = [
  ...family('HW', 'Hardware', hardware, { costShare: 0.78, isTaxable: true, unit: 'Each' }),
  ...family('NW', 'Network', network, { costShare: 0.74, isTaxable: true, unit: 'Each' }),
  ...family('SV', 'Services', services, { costShare: 0.5, isTaxable: false, unit: 'Each' }),
  ...family('SB', 'Subscriptions', subscriptions, { costShare: 0.55, isTaxable: false, unit: 'Month' }),
];

/** Name, price, and what each holds by name. */
export const demoBundles: readonly { name: string; sku: string; price: string; holds: Record<string, number> }[] = [
  {
    name: 'New employee desk',
    sku: 'BW-BN-101',
    price: '1890',
    holds: { 'Office laptop 14"': 1, 'Display 27"': 2, 'Docking station': 1, 'Keyboard and mouse': 1 },
  },
  {
    name: 'Small office network',
    sku: 'BW-BN-102',
    price: '2580',
    holds: { 'Office firewall': 1, 'Switch 24 ports PoE': 1, 'Indoor access point': 3, 'Patch panel 24': 1 },
  },
  {
    name: 'Meeting room kit',
    sku: 'BW-BN-103',
    price: '1240',
    holds: { 'Display 34" wide': 1, 'Conference camera': 1, 'Conference speaker': 1 },
  },
  {
    name: 'Server starter',
    sku: 'BW-BN-104',
    price: '7950',
    holds: { 'Rack server 1U': 1, 'Battery backup 3000 VA': 1, 'Backup appliance': 1, 'Installation hour': 4 },
  },
  {
    name: 'Phone starter for five',
    sku: 'BW-BN-105',
    price: '690',
    holds: { 'Desk telephone': 5, 'Installation hour': 1 },
  },
];
