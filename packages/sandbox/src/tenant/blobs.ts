/** Bytes of documents, by document id and version. */
export class Blobs {
  private readonly content = new Map<string, Buffer>();
  onPut: ((key: string, bytes: Buffer) => void) | undefined;

  put(documentId: number, version: number, bytes: Buffer): void {
    const key = `${documentId}.${version}`;
    this.content.set(key, bytes);
    this.onPut?.(key, bytes);
  }

  load(key: string, bytes: Buffer): void {
    this.content.set(key, bytes);
  }

  get(documentId: number, version: number): Buffer | undefined {
    return this.content.get(`${documentId}.${version}`);
  }

  entries(): IterableIterator<[string, Buffer]> {
    return this.content.entries();
  }
}
