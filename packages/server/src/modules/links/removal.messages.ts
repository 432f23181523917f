/** A wave of removals, as the one issue about it says. */

export interface RemovalWave {
  removed: number;
  total: number;
  /** The records in ConnectWise's word, several: companies. */
  what: string;
}

export const manyRemoved = ({ removed, total, what }: RemovalWave) => ({
  message: `ConnectWise says that ${removed} of ${total} linked ${what} were deleted or merged within an hour. That is more than a tenth, so no further link is broken until somebody decides.`,
  advice: `Look in ConnectWise whether these ${what} are really gone. If they are, retry this issue: their links are then broken. If they are not, dismiss it: the links stay as they are.`,
});
