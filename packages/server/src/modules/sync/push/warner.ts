/** The part of the logger that pushing needs. */
export interface Warner {
  warn(details: object, message: string): void;
}
