/** Writes a decimal in groups of three with at least two digits after the point, all of its own kept: "1,234.50", "0.0625". */
export const printedMoney = (decimal: string): string => printed(decimal, 2);

/** As `printedMoney`, without digits that say nothing: "1,000", "2.5". */
export const printedNumber = (decimal: string): string => printed(decimal, 0);

function printed(decimal: string, leastDigits: number): string {
  const [, sign = '', whole = '0', fraction = ''] = /^(-?)\+?(\d+)(?:\.(\d*))?$/.exec(decimal) ?? [];
  const kept = fraction.replace(/0+$/, '').padEnd(leastDigits, '0');
  const grouped = whole.replace(/^0+(?=\d)/, '').replace(/\B(?=(\d{3})+$)/g, ',');
  return `${sign}${grouped}${kept ? `.${kept}` : ''}`;
}
