import type { FieldValue } from '../../src/modules/sync/records/fields/field-table.ts';
import { syncOf } from '../../src/modules/sync/registry.ts';
import { askConnectWise } from '../support/ask-connectwise.ts';
import type { Agreement } from './agreement.ts';
import { writeBundle } from './bundles.ts';
import { ask, save } from './crm.ts';
import { Edits } from './edits.ts';
import type { Operation, StageName } from './operation.ts';
import { writeQuote } from './quotes.ts';
import { linked, remote } from './records.ts';
import type { Story } from './story.ts';
import { pick } from './values.ts';
import { type Entity, remoteTable } from './words.ts';
import { type World } from './world.ts';

const names = [
  'Harbor',
  'Cypress',
  'Meridian',
  'Juniper',
  'Lantern',
  'Orchard',
  'Pinecrest',
  'Quarry',
  'Ridgeway',
  'Saltmarsh',
  'Thistle',
  'Umber',
];

/** Takes the steps of one history on both systems. */
export class Performer {
  private fault: Extract<Operation, { do: 'fault' }> | null = null;
  private killAfter: number | null = null;
  private readonly edits: Edits;

  /** `made`: how many names were given. */
  constructor(
    private readonly world: World,
    private readonly story: Story,
    private readonly agreement: Agreement,
    public made = 0,
  ) {
    this.edits = new Edits(world, story);
  }

  async perform(operation: Operation): Promise<void> {
    const said = await this.act(operation);
    if (said) this.story.tell(said);
  }

  /** Answers what was done in words; null when there was nothing to do it with. */
  private async act(operation: Operation): Promise<string | null> {
    switch (operation.do) {
      case 'create':
        return operation.side === 'here'
          ? this.createHere(operation.entity, operation.pick)
          : this.createThere(operation.entity, operation.pick);
      case 'edit':
        return this.edits.edit(operation);
      case 'edit both':
        return this.edits.editBoth(operation);
      case 'hand over':
        return this.edits.handOver(operation);
      case 'bundle':
        return writeBundle(this.world, this.story, operation, this.name(operation.record));
      case 'bundle mode':
        await this.world.setBundleMode(operation.mode);
        return `From now on bundles go out as ${operation.mode}.`;
      case 'add an item':
        return this.addItem(operation);
      case 'merge':
        return this.merge(operation);
      case 'delete':
        return this.remove(operation);
      case 'move':
        return operation.side === 'here' ? this.moveHere(operation) : this.moveThere(operation);
      case 'quote':
        return writeQuote(this.world, operation, `Quote ${++this.made}`);
      case 'push':
        return this.exchange('The pushes that are due go out', () => this.world.settle());
      case 'poll':
        return this.exchange('Everything that waits goes out, and a poll comes in', () => this.world.cycle());
      case 'fault':
        this.fault = operation;
        return null;
      case 'kill':
        this.killAfter = operation.after;
        return null;
      default:
        return operation satisfies never;
    }
  }

  /** People work while no fault is on; it meets the next exchange. */
  private async exchange(said: string, work: () => Promise<void>): Promise<string> {
    const { fault, killAfter } = this;
    const { sandbox } = this.world.app;
    this.fault = null;
    this.killAfter = null;
    let died = false;
    await this.agreement.over(async () => {
      if (fault) this.turnOn(fault);
      if (killAfter === null) await work();
      else died = await this.world.worker.live(killAfter, work);
      sandbox.clearFaults();
    });
    return [
      said,
      ...(fault ? [`${fault.times} × ${fault.method} meets "${fault.fault}" after ${fault.after} of them`] : []),
      ...(died ? [`the worker is killed after ${killAfter} transactions`] : []),
    ]
      .join('; ')
      .concat('.');
  }

  private turnOn({ fault: kind, method, times, after }: Extract<Operation, { do: 'fault' }>): void {
    const { sandbox } = this.world.app;
    if (kind === 'html 404') sandbox.fail({ method, times, after, kind: 'html', status: 404 });
    else if (kind === 'html 502') sandbox.fail({ method, times, after, kind: 'html' });
    // Each is waited for until the client gives up.
    else if (kind === 'hang') sandbox.fail({ method, times: 1, after, kind });
    else if (kind === '429') sandbox.fail({ method, times, after, status: 429, retryAfterSeconds: 0 });
    else if (kind === '500' || kind === '503') sandbox.fail({ method, times, after, status: Number(kind) });
    else sandbox.fail({ method, times, after, kind });
  }

  private name(at: number): string {
    this.made++;
    return `${pick(names, at)} ${this.made}`;
  }

  private async createHere(entity: Entity, at: number): Promise<string | null> {
    const { world } = this;
    const name = this.name(at);
    const clientId = pick(await world.here('company'), at);
    if (!clientId && (entity === 'contact' || entity === 'opportunity')) return null;
    const bodies: Record<Entity, Record<string, FieldValue>> = {
      company: { name, city: pick(['Tampa', 'Ocala', 'Naples'], at) ?? null },
      contact: {
        firstName: name,
        lastName: 'Lee',
        clientId: clientId ?? null,
        email: at % 3 ? `p${this.made}@here.example` : null,
      },
      product: { name, sku: `SKU-${this.made}`, kind: 'product', price: '10', cost: '5' },
      opportunity: { name, clientId: clientId ?? null, stageId: world.stages.lead },
    };
    const refused = await save(world, entity, null, bodies[entity]);
    return `Here ${entity} "${name}" is made${refused ? `, refused: ${refused}` : ''}.`;
  }

  private async createThere(entity: Entity, at: number): Promise<string | null> {
    const { store } = this.world.app.sandbox;
    const name = this.name(at);
    const company = pick(remote(this.world, this.story, 'company'), at);
    if (!company && (entity === 'contact' || entity === 'opportunity')) return null;
    const contact = company
      ? store.list('contacts').find((row) => (row.company as { id?: number } | undefined)?.id === company.id)
      : undefined;
    if (entity === 'opportunity' && !contact) return null;
    const bodies: Record<Entity, Record<string, unknown>> = {
      company: {
        name,
        identifier: name.replace(/\W/g, ''),
        addressLine1: `${this.made} Main St`,
        city: 'Miami',
        site: { name: 'Main' },
      },
      contact: { firstName: name, lastName: 'Gray', company: { id: company?.id } },
      product: {
        identifier: `CW-${this.made}`,
        description: name,
        customerDescription: name,
        subcategory: { id: store.list('subcategories')[0]?.id },
        type: { id: store.list('productTypes')[0]?.id },
        price: 10,
      },
      opportunity: {
        name,
        company: { id: company?.id },
        contact: { id: contact?.id },
        expectedCloseDate: '2027-01-31T00:00:00Z',
        primarySalesRep: { id: store.list('members')[0]?.id },
      },
    };
    const row = store.insert(remoteTable[entity], bodies[entity]);
    this.story.madeThere.add(`${entity} ${row.id}`);
    return `In ConnectWise ${entity} "${name}" (${row.id}) is made.`;
  }

  private async addItem({
    record,
    type,
    isDefault,
  }: Extract<Operation, { do: 'add an item' }>): Promise<string | null> {
    const row = pick(remote(this.world, this.story, 'contact'), record);
    const { store } = this.world.app.sandbox;
    const kind = store
      .list('communicationTypes')
      .find((one) => (type === 'Email' ? one.emailFlag : one.phoneFlag) === true);
    if (!row || !kind) return null;
    const value = type === 'Email' ? `second${++this.made}@mail.example` : `727 555 ${1000 + ++this.made}`;
    const items = (row.communicationItems ?? []) as { communicationType: string; defaultFlag: boolean }[];
    const others = items.map((item) =>
      isDefault && item.communicationType === type ? { ...item, defaultFlag: false } : item,
    );
    store.patch('contacts', row.id, {
      communicationItems: [
        ...others,
        { type: { id: kind.id }, value, communicationType: type, defaultFlag: isDefault },
      ],
    });
    await this.touch('contact', row.id);
    return `In ConnectWise contact ${row.id} gets ${type} ${value}${isDefault ? ' as its default' : ''}.`;
  }

  private async touch(entity: Entity, remoteId: number): Promise<void> {
    const found = (await linked(this.world, this.story, entity)).find((one) => one.remoteId === String(remoteId));
    if (found) this.story.touched.add(`${entity} ${found.localId}`);
  }

  private async merge({ from, to }: Extract<Operation, { do: 'merge' }>): Promise<string | null> {
    const companies = remote(this.world, this.story, 'company');
    const [lost, kept] = [pick(companies, from), pick(companies, to)];
    if (!lost || !kept || lost.id === kept.id) return null;
    for (const entity of ['company', 'contact', 'opportunity'] as const)
      for (const { localId } of await linked(this.world, this.story, entity))
        this.story.touched.add(`${entity} ${localId}`);
    const body = { toCompanyId: kept.id, contacts: 'Merge', opportunities: 'Merge', sites: 'Merge' };
    await askConnectWise(this.world.app, 'POST', `/company/companies/${lost.id}/merge`, body);
    return `In ConnectWise company ${lost.id} is merged into ${kept.id}.`;
  }

  private async remove({ entity, record }: Extract<Operation, { do: 'delete' }>): Promise<string | null> {
    const row = pick(remote(this.world, this.story, entity), record);
    if (!row) return null;
    try {
      await this.world.connectwise.remove(syncOf(entity).wire, row.id);
    } catch {
      return null; // Something else in ConnectWise still needs it.
    }
    this.story.deletedThere.add(`${entity} ${row.id}`);
    return `In ConnectWise ${entity} ${row.id} is deleted.`;
  }

  private async moveHere({ record, to }: Extract<Operation, { do: 'move' }>): Promise<string | null> {
    const { world } = this;
    const id = pick(await world.here('opportunity'), record);
    if (!id) return null;
    const stageId = world.stages[to];
    const [row] = await world.rows<{ kind: string }>(
      `select s.kind from opportunity o join pipeline_stage s on s.id = o.stage_id where o.id = $1`,
      [id],
    );
    const refused =
      to === 'won'
        ? await ask(world, 'markOpportunityWon(id: $id)', { id }, '$id: ID!')
        : to === 'lost'
          ? await ask(world, 'markOpportunityLost(id: $id)', { id }, '$id: ID!')
          : row?.kind === 'open'
            ? await save(world, 'opportunity', id, { stageId })
            : await ask(
                world,
                'reopenOpportunity(id: $id, stageId: $stageId)',
                { id, stageId },
                '$id: ID!, $stageId: ID',
              );
    this.story.touched.add(`opportunity ${id}`);
    return refused ? null : `Here opportunity ${id} moves to ${to}.`;
  }

  private async moveThere({ record, to }: Extract<Operation, { do: 'move' }>): Promise<string | null> {
    const row = pick(remote(this.world, this.story, 'opportunity'), record);
    const place = await this.placeOf(to);
    if (!row || !place) return null;
    this.world.app.sandbox.store.patch('opportunities', row.id, place);
    await this.touch('opportunity', row.id);
    return `In ConnectWise opportunity ${row.id} moves to ${to}.`;
  }

  /** Stage and status that stand for a stage of ours. */
  private async placeOf(to: StageName) {
    const { syncSettings } = await this.world.app.graphql(
      '{ syncSettings { stageMap { stage { id } remoteStageId remoteStatusId } } }',
    );
    const rows: { stage: { id: string }; remoteStageId: string | null; remoteStatusId: string | null }[] =
      syncSettings.stageMap;
    const found = rows.find(({ stage }) => stage.id === this.world.stages[to]);
    const open = this.world.app.sandbox.store
      .list('opportunityStatuses')
      .find((row) => !row.wonFlag && !row.lostFlag && !row.closedFlag && !row.inactiveFlag);
    const statusId = found?.remoteStatusId ?? open?.id;
    if (!found || !statusId) return null;
    return {
      status: { id: Number(statusId) },
      ...(found.remoteStageId ? { stage: { id: Number(found.remoteStageId) } } : {}),
    };
  }
}
