import { clientForm } from '@causeway/shared/forms/client';
import { contactForm } from '@causeway/shared/forms/contact';
import { opportunityForm } from '@causeway/shared/forms/opportunity';
import { productForm } from '@causeway/shared/forms/product';
import { describe, expect, it } from 'vitest';
import { clientFields } from '../features/clients/client-fields.ts';
import { contactFields } from '../features/contacts/contact-fields.tsx';
import { opportunityFields } from '../features/opportunities/opportunity-fields.tsx';
import { productFields } from '../features/products/product-fields.tsx';

type Groups = readonly { fields: readonly { name: string }[] }[];

describe("the list of a record's fields", () => {
  it.each<[string, Groups, { shape: object }]>([
    ['client', clientFields.groups, clientForm],
    ['contact', contactFields.groups, contactForm],
    ['product', productFields.groups, productForm],
    ['opportunity', opportunityFields.groups, opportunityForm],
  ])('names every field that the form of a %s checks, once', (_thing, groups, { shape }) => {
    const named = groups.flatMap(({ fields }) => fields.map(({ name }) => name));
    expect([...named, 'version'].sort()).toEqual(Object.keys(shape).sort());
  });
});
