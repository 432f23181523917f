/** One line of `admin check`. */
export interface Finding {
  what: string;
  isFine: boolean;
  sentence: string;
}
