import { lineTotal, type QuoteTotals, quoteTotals } from '@causeway/shared/quote-totals';
import { Ctx, FieldResolver, Int, Resolver, Root } from 'type-graphql';
import type { Context } from '../../../platform/graphql/context.ts';
import { DecimalScalar } from '../../../platform/graphql/scalars.ts';
import { linesOfDocument, opportunityOf, optionalProductOf, taxCategoryOf, taxRegionOf } from '../loaders.ts';
import { Opportunity } from '../opportunities/opportunity.type.ts';
import { Product } from '../products/product.type.ts';
import { read } from '../request.ts';
import { TaxCategory, TaxRegion } from '../tax-regions/tax-region.type.ts';
import { DocumentPage } from './document.input.ts';
import { countDocuments } from './document.queries.ts';
import { Document, QuoteLine } from './document.type.ts';

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

  @FieldResolver(() => DecimalScalar)
  async subtotal(@Ctx() context: Context, @Root() document: Document): Promise<string> {
    return (await totalsOf(context, document)).subtotal;
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
  quoteTotals(await linesOfDocument(context, document.id));

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

  @FieldResolver(() => DecimalScalar)
  total(@Root() line: QuoteLine): string {
    return lineTotal(line);
  }
}

@Resolver(() => DocumentPage)
export class DocumentPageResolver {
  @FieldResolver(() => Int)
  totalCount(@Ctx() context: Context, @Root() page: DocumentPage): Promise<number> {
    return read(context, (tx) => countDocuments(tx, page.filter));
  }
}
