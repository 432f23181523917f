import { settleBilling } from '@causeway/shared/billing';
import { type ProductForm, productForm, productWhole } from '@causeway/shared/forms/product';
import type { Tx } from '../../../platform/database/database.ts';
import { refuse } from '../../../platform/errors.ts';
import type { Id } from '../../../platform/ids.ts';
import type { Origin } from '../../audit/origin.ts';
import { changedCustomValues } from '../custom-fields/custom-values.ts';
import { parseEdit, parseForm, refuseAll } from '../form.ts';
import type { CrmChanges } from '../history/crm-changes.ts';
import { sameLines } from '../history/person-event.rules.ts';
import { missingReferences } from '../references.ts';
import { assertSameVersion, explaining, flush, loadToChange, newRecord } from '../stored-record.ts';
import { ProductEntity } from './product.entity.ts';
import {
  bundleContents,
  bundlesHolding,
  deleteBundleLines,
  insertBundleLines,
  lockBundles,
  productNamed,
} from './product.queries.ts';

type BundleLines = ProductForm['bundleLines'];

/** Makes and edits products and bundles. Names are unique in a workspace; only a bundle holds lines, and none holds itself. */
export class ProductService {
  constructor(private readonly changes: CrmChanges) {}

  /** Throws ProblemsError: invalid_input, not_found, name_taken, bundle_circle. */
  async create(tx: Tx, input: object, origin: Origin): Promise<Id> {
    const { version: _, bundleLines, customFields, ...given } = parseForm(productForm, input);
    const fields = settleBilling(given);
    await this.check(tx, fields.name, bundleLines, null);
    const customValues = await changedCustomValues(tx, 'product', {}, customFields);
    const product = newRecord(tx, ProductEntity, { ...fields, customValues });
    await this.save(tx, product);
    await this.replaceLines(tx, product.id, bundleLines);
    await this.changes.tell(tx, { entity: 'product', id: product.id, kind: 'created', origin }, { name: product.name });
    return product.id;
  }

  /** Fields that are not sent stay, the bundle's lines too, and only changed ones are checked. Throws ProblemsError as `create`, and version_conflict. */
  async update(tx: Tx, id: Id, input: object, origin: Origin): Promise<Id> {
    if ('bundleLines' in input) await lockBundles(tx);
    const product = await loadToChange(tx, ProductEntity, id, 'product');
    const stored = { ...storedFields(product), bundleLines: await bundleContents(tx, product.id) };
    const { version, bundleLines, customFields, ...edited } = parseEdit(productForm, stored, input, productWhole);
    const fields = settleBilling(edited, product);
    const before = { ...storedFields(product), customValues: product.customValues };
    assertSameVersion(product, version, 'product');
    await this.check(tx, fields.name, bundleLines, product.id);
    const customValues = await changedCustomValues(tx, 'product', product.customValues, customFields);
    // Set by hand, so that a change of the lines alone is a new version too.
    tx.em.assign(product, { ...fields, customValues, updatedAt: new Date() });
    // A bundle loses its lines before it becomes a product, and is one before it gets lines.
    if (fields.kind === 'product') await this.replaceLines(tx, product.id, []);
    await this.save(tx, product);
    if (fields.kind === 'bundle') await this.replaceLines(tx, product.id, bundleLines);
    const told = {
      name: product.name,
      before,
      after: { ...fields, customValues },
      ...(sameLines(stored.bundleLines, bundleLines) ? {} : { note: 'Changed what the bundle holds.' }),
    };
    await this.changes.tell(tx, { entity: 'product', id: product.id, kind: 'updated', origin }, told);
    return product.id;
  }

  private async check(tx: Tx, name: string, lines: BundleLines, self: Id | null): Promise<void> {
    const taken = await productNamed(tx, name, self);
    if (taken) nameTaken(taken.name, taken.kind);
    refuseAll(
      await missingReferences(
        tx,
        lines.map((line, index) => ({ to: 'product', id: line.productId, field: `bundleLines.${index}.productId` })),
      ),
    );
    if (self && lines.length > 0) await this.refuseCircle(tx, self, lines);
  }

  /** The database refuses circles as well; asked here first to name the line at fault. */
  private async refuseCircle(tx: Tx, bundleId: Id, lines: BundleLines): Promise<void> {
    const circles = await bundlesHolding(
      tx,
      bundleId,
      lines.map((line) => line.productId),
    );
    refuseAll(
      circles.map(({ start, name }) => ({
        code: 'bundle_circle',
        field: `bundleLines.${lines.findIndex((line) => line.productId.toLowerCase() === start)}.productId`,
        message:
          start === bundleId
            ? 'A bundle cannot hold itself. Remove this line.'
            : `"${name}" holds this bundle already, so it cannot be put into it. Remove this line.`,
      })),
    );
  }

  private save(tx: Tx, product: ProductEntity): Promise<void> {
    return flush(tx, { product_name: () => nameTaken(product.name, product.kind) });
  }

  private async replaceLines(tx: Tx, bundleId: Id, lines: BundleLines): Promise<void> {
    await deleteBundleLines(tx, bundleId);
    if (lines.length === 0) return;
    const rules = {
      bundle_line_no_circle: () =>
        refuse('bundle_circle', 'One of these products holds this bundle already. Remove it.', 'bundleLines'),
    };
    await explaining(rules, () => insertBundleLines(tx, bundleId, lines));
  }
}

const storedFields = ({ id, version, updatedAt, customValues, ...fields }: ProductEntity) => fields;

const nameTaken = (name: string, kind: string): never =>
  refuse('name_taken', `There is a ${kind} "${name}" already. Choose another name.`, 'name');
