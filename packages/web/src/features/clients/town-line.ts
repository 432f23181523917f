/** The line of an address with the town: "Clearwater, FL 33755" where there is a state or province, "10115 Berlin" where there is none. */
export function townLine({
  city,
  region,
  postalCode,
}: {
  city?: string | null | undefined;
  region?: string | null | undefined;
  postalCode?: string | null | undefined;
}): string {
  if (!region) return [postalCode, city].filter(Boolean).join(' ');
  return [city, [region, postalCode].filter(Boolean).join(' ')].filter(Boolean).join(', ');
}
