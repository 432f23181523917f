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
import { lockBundles } from './product.queries.ts';

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
    const stored = { ...storedFields(product), bundleLines: await this.linesOf(tx, product.id) };
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

  private linesOf(tx: Tx, bundleId: Id): Promise<BundleLines> {
    return tx.query<BundleLines[number]>(
      'select product_id as "productId", quantity from bundle_line where bundle_id = $1 order by position, id',
      [bundleId],
    );
  }

  private async check(tx: Tx, name: string, lines: BundleLines, self: Id | null): Promise<void> {
    const taken = await tx.query<{ name: string; kind: string }>(
      'select name, kind from product where name_key = lower($1) and id is distinct from $2::uuid',
      [name, self],
    );
    if (taken[0]) nameTaken(taken[0].name, taken[0].kind);
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
    const circles = await tx.query<{ start: Id; name: string }>(
      `with recursive below (start, id) as (
         select w.id, w.id from unnest($2::uuid[]) w(id)
         union select b.start, l.product_id from below b join bundle_line l on l.bundle_id = b.id
       ) select b.start, p.name from below b join product p on p.id = b.start where b.id = $1`,
      [bundleId, lines.map((line) => line.productId)],
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
    await tx.query('delete from bundle_line where bundle_id = $1', [bundleId]);
    if (lines.length === 0) return;
    const rules = {
      bundle_line_no_circle: () =>
        refuse('bundle_circle', 'One of these products holds this bundle already. Remove it.', 'bundleLines'),
    };
    await explaining(rules, () =>
      tx.query(
        `insert into bundle_line (bundle_id, product_id, quantity, position)
         select $1, l.product_id, l.quantity, l.position
         from unnest($2::uuid[], $3::numeric[]) with ordinality l(product_id, quantity, position)`,
        [bundleId, lines.map((line) => line.productId), lines.map((line) => line.quantity)],
      ),
    );
  }
}

const storedFields = ({ id, version, updatedAt, customValues, ...fields }: ProductEntity) => fields;

const nameTaken = (name: string, kind: string): never =>
  refuse('name_taken', `There is a ${kind} "${name}" already. Choose another name.`, 'name');
