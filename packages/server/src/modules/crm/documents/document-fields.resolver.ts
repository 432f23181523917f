import { lineTotal, type QuoteTotals, quoteTotals, recurringLineTotal } from '@causeway/shared/quote-totals';
import type { TaxSource } from '@causeway/shared/vocabulary';
import { Ctx, FieldResolver, Int, Resolver, Root } from 'type-graphql';
import type { Context } from '../../../platform/graphql/context.ts';
import { TaxSourceEnum } from '../../../platform/graphql/enums.ts';
import { DecimalScalar } from '../../../platform/graphql/scalars.ts';
import { linesOfDocument, opportunityOf, optionalProductOf, taxCategoryOf, taxRegionOf } from '../loaders.ts';
import { Opportunity } from '../opportunities/opportunity.type.ts';
import { Product } from '../products/product.type.ts';
import { read } from '../request.ts';
import { TaxCategory, TaxRegion } from '../tax-regions/tax-region.type.ts';
import { DocumentPage } from './document.input.ts';
import { countDocuments } from './document.queries.ts';
import { Document, QuoteLine } from './document.type.ts';
import { RecurringTotalsType } from './recurring-totals.type.ts';

/** What a document shows of other records, and its sums. */
@Resolver(() => Document)
export class DocumentFieldsResolver {
  @FieldResolver(() => Opportunity)
  opportunity(@Ctx() context: Context, @Root() document: Document): Promise<Opportunity> {
    return opportunityOf(context, document.opportunityId);
  }

  @FieldResolver(() => TaxRegion, { nullable: true })
  taxRegion(@Ctx() context: Context, @Root() document: Document): Promise<TaxRegion | null> {
    return taxRegionOf(context, document.taxRegionId);
  }

  @FieldResolver(() => [QuoteLine])
  lines(@Ctx() context: Context, @Root() document: Document): Promise<QuoteLine[]> {
    return linesOfDocument(context, document.id);
  }

  @FieldResolver(() => DecimalScalar, {
    description: 'Sum of the lines, of what is paid once; `discount`, `tax` and `total` likewise.',
  })
  async subtotal(@Ctx() context: Context, @Root() document: Document): Promise<string> {
    return (await totalsOf(context, document)).subtotal;
  }

  @FieldResolver(() => DecimalScalar, { description: "The quote's own discount; those of lines are in the subtotal." })
  async discount(@Ctx() context: Context, @Root() document: Document): Promise<string> {
    return (await totalsOf(context, document)).discount;
  }

  @FieldResolver(() => [RecurringTotalsType], { description: 'What is paid each cycle, the shortest cycle first.' })
  async recurring(@Ctx() context: Context, @Root() document: Document): Promise<RecurringTotalsType[]> {
    return (await totalsOf(context, document)).recurring;
  }

  @FieldResolver(() => DecimalScalar, {
    nullable: true,
    description: 'The recurring parts together, a month, before tax; null without any.',
  })
  async monthly(@Ctx() context: Context, @Root() document: Document): Promise<string | null> {
    return (await totalsOf(context, document)).monthly;
  }

  @FieldResolver(() => DecimalScalar)
  async tax(@Ctx() context: Context, @Root() document: Document): Promise<string> {
    return (await totalsOf(context, document)).tax;
  }

  @FieldResolver(() => DecimalScalar)
  async total(@Ctx() context: Context, @Root() document: Document): Promise<string> {
    return (await totalsOf(context, document)).total;
  }

  @FieldResolver(() => String, { description: 'Where to download: the rendered PDF of a quote, or the file.' })
  url(@Root() document: Document): string {
    return `/api/documents/${document.id}/file`;
  }
}

const totalsOf = async (context: Context, document: Document): Promise<QuoteTotals> =>
  quoteTotals(await linesOfDocument(context, document.id), document);

@Resolver(() => QuoteLine)
export class QuoteLineResolver {
  @FieldResolver(() => Product, { nullable: true })
  product(@Ctx() context: Context, @Root() line: QuoteLine): Promise<Product | null> {
    return optionalProductOf(context, line.productId);
  }

  @FieldResolver(() => TaxCategory, { nullable: true })
  taxCategory(@Ctx() context: Context, @Root() line: QuoteLine): Promise<TaxCategory | null> {
    return taxCategoryOf(context, line.taxCategoryId);
  }

  @FieldResolver(() => DecimalScalar, { description: 'Of what is paid once.' })
  total(@Root() line: QuoteLine): string {
    return lineTotal(line);
  }

  @FieldResolver(() => DecimalScalar, { description: 'Each cycle; 0 for a line that is paid once.' })
  recurringTotal(@Root() line: QuoteLine): string {
    return recurringLineTotal(line);
  }

  @FieldResolver(() => TaxSourceEnum)
  taxSource(@Root() { taxCategoryId, productId }: QuoteLine): TaxSource {
    if (taxCategoryId !== null) return 'category';
    return productId === null ? 'none' : 'product';
  }

  @FieldResolver(() => Boolean, { description: 'By what `taxSource` names, as it was when the line was written.' })
  async isTaxable(@Ctx() context: Context, @Root() line: QuoteLine): Promise<boolean> {
    if (line.notedTaxable !== null) return line.notedTaxable;
    const category = await taxCategoryOf(context, line.taxCategoryId);
    if (category) return category.name === 'Taxable';
    return (await optionalProductOf(context, line.productId))?.isTaxable ?? false;
  }
}

@Resolver(() => DocumentPage)
export class DocumentPageResolver {
  @FieldResolver(() => Int)
  totalCount(@Ctx() context: Context, @Root() page: DocumentPage): Promise<number> {
    return read(context, (tx) => countDocuments(tx, page.filter));
  }
}
