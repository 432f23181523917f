/**
 * Longest texts that ConnectWise takes, by the fields of the CRM's records (Developer Guide; those of a contact by the model of ConnectPyse). The forms
 * ask for no more, and a push leaves out what came in longer. Older versions of ConnectWise take less of some, which their answers say.
 */
export const connectWiseLengths = {
  company: {
    name: 156,
    identifier: 156,
    addressLine1: 50,
    addressLine2: 50,
    city: 50,
    region: 50,
    postalCode: 12,
    phone: 30,
    website: 255,
  },
  contact: { firstName: 30, lastName: 30, title: 100, communication: 250, extension: 15 },
  opportunity: { name: 100 },
} as const;
