/** An open opportunity of the demo: its client is the n-th of the list, its quotes are lists of product and quantity. */
export interface DemoOpportunity {
  name: string;
  client: number;
  stage: string;
  /** Days from the first start until the expected close. */
  closesInDays: number;
  source: 'Referral' | 'Website' | 'Existing client';
  quotes: readonly { title: string; state: 'draft' | 'sent'; discountPercent: string; lines: Record<string, number> }[];
}

const deal = (
  name: string,
  client: number,
  stage: string,
  closesInDays: number,
  lines: Record<string, number>,
  more: { state?: 'draft' | 'sent'; discountPercent?: string } = {},
): DemoOpportunity => ({
  name,
  client,
  stage,
  closesInDays,
  source: client < 12 ? 'Existing client' : client % 2 === 0 ? 'Referral' : 'Website',
  quotes: [{ title: name, state: more.state ?? 'sent', discountPercent: more.discountPercent ?? '0', lines }],
});

export const demoOpportunities: readonly DemoOpportunity[] = [
  deal('Network renewal, main office', 0, 'Negotiation', 14, { 'Small office network': 1, 'Installation hour': 8 }),
  deal(
    'Ten new desks',
    1,
    'Proposal',
    21,
    { 'New employee desk': 10, 'Installation hour': 5 },
    { discountPercent: '5' },
  ),
  deal('Server replacement', 2, 'Negotiation', 30, { 'Server starter': 1, 'Server migration': 1 }),
  deal('Meeting rooms', 3, 'Proposal', 45, { 'Meeting room kit': 2, 'Cabling per drop': 4 }, { state: 'draft' }),
  deal('Security assessment', 5, 'Discovery', 60, { 'Security assessment': 1 }, { state: 'draft' }),
  deal('Telephones', 6, 'Proposal', 20, { 'Phone starter for five': 2, 'Phone seat, month': 10 }),
  deal('Workshop network', 8, 'Negotiation', 10, {
    'Branch firewall': 1,
    'Outdoor access point': 4,
    'Network survey': 1,
  }),
  deal('Laptops for the design team', 10, 'Qualify', 75, { 'Engineering laptop 16"': 6 }, { state: 'draft' }),
  deal('Marina office move', 11, 'Discovery', 50, { 'Office relocation day': 2, 'Cabling per drop': 12 }),
  deal('First IT for a new bakery', 12, 'Proposal', 25, { 'New employee desk': 2, 'Branch firewall': 1 }),
  deal('Backup for two sites', 15, 'Negotiation', 18, { 'Backup appliance': 2, 'Cloud backup 1 TB, month': 4 }),
  deal('Managed workstations', 19, 'Proposal', 35, {
    'Managed workstation, month': 25,
    'Endpoint protection, month': 25,
  }),
  deal(
    'Mail migration',
    24,
    'Qualify',
    90,
    { 'Mailbox migration': 40, 'Office suite seat, month': 40 },
    { state: 'draft' },
  ),
  deal('Wireless for the showroom', 35, 'Discovery', 40, { 'Indoor access point': 5, 'Installation hour': 6 }),
  {
    ...deal('Fleet of laptops', 30, 'Negotiation', 12, { 'Office laptop 14"': 30 }, { discountPercent: '7.5' }),
    quotes: [
      { title: 'Fleet of laptops, 14 inch', state: 'sent', discountPercent: '7.5', lines: { 'Office laptop 14"': 30 } },
      { title: 'Fleet of laptops, 16 inch', state: 'sent', discountPercent: '7.5', lines: { 'Office laptop 16"': 30 } },
    ],
  },
];
