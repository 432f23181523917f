import type { ReferenceKind } from '@causeway/shared/vocabulary';

/** What one entry of each list is called. */
export const referenceWords: Readonly<Record<ReferenceKind, string>> = {
  stage: 'stage',
  status: 'status',
  rating: 'rating',
  opportunity_type: 'opportunity type',
  probability: 'probability',
  location: 'location',
  department: 'business unit',
  member: 'member',
  company_type: 'company type',
  company_status: 'company status',
  country: 'country',
  contact_type: 'contact type',
  communication_type: 'communication type',
  category: 'category',
  subcategory: 'subcategory',
  product_type: 'product type',
  unit: 'unit',
  billing_cycle: 'billing cycle',
  tax_code: 'tax code',
  custom_field: 'custom field',
};
