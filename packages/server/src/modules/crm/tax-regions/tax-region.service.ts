import { taxRegionForm } from '@causeway/shared/forms/tax-region';
import type { Tx } from '../../../platform/database/database.ts';
import { refuse } from '../../../platform/errors.ts';
import type { Id } from '../../../platform/ids.ts';
import { parseEdit, parseForm } from '../form.ts';
import { assertSameVersion, flush, loadToChange, newRecord } from '../stored-record.ts';
import { TaxRegionEntity } from './tax-region.entity.ts';
import { taxRegionNamed, writeCategories } from './tax-region.queries.ts';

/** Makes and edits tax regions; each has the categories Taxable (its rate) and Non-taxable (0 %). */
export class TaxRegionService {
  /** Throws ProblemsError: invalid_input, name_taken. */
  async create(tx: Tx, input: object): Promise<Id> {
    const { name, taxableRate } = parseForm(taxRegionForm, input);
    await this.checkName(tx, name, null);
    const region = newRecord(tx, TaxRegionEntity, { name });
    await this.save(tx, region, taxableRate);
    return region.id;
  }

  /** Quotes keep the rate that they were saved with. Throws ProblemsError as `create`, not_found and version_conflict. */
  async update(tx: Tx, id: Id, input: object): Promise<Id> {
    const region = await loadToChange(tx, TaxRegionEntity, id, 'tax region');
    const { name, taxableRate, version } = parseEdit(taxRegionForm, { name: region.name }, input);
    assertSameVersion(region, version, 'tax region');
    await this.checkName(tx, name, region.id);
    // Set by hand, so that a change of the rate alone is a new version too.
    tx.em.assign(region, { name, updatedAt: new Date() });
    await this.save(tx, region, taxableRate);
    return region.id;
  }

  private async checkName(tx: Tx, name: string, self: Id | null): Promise<void> {
    const taken = await taxRegionNamed(tx, name, self);
    if (taken) nameTaken(taken.name);
  }

  private async save(tx: Tx, region: TaxRegionEntity, taxableRate: string): Promise<void> {
    await flush(tx, { tax_region_name: () => nameTaken(region.name) });
    await writeCategories(tx, region.id, taxableRate);
  }
}

const nameTaken = (name: string): never =>
  refuse('name_taken', `There is a tax region "${name}" already. Choose another name.`, 'name');
