/** A zstd frame that holds `content` as it is, in one block of at most 128 KiB. */
export function zstdFrame(content: Buffer, { checksum = false } = {}): Buffer {
  const header = Buffer.from([0x28, 0xb5, 0x2f, 0xfd, 0xa0 | (checksum ? 4 : 0), 0, 0, 0, 0]);
  header.writeUInt32LE(content.length, 5);
  const block = Buffer.alloc(3);
  block.writeUIntLE(content.length * 8 + 1, 0, 3);
  return Buffer.concat([header, block, content, Buffer.alloc(checksum ? 4 : 0)]);
}

/** A frame that decoders pass over. */
export function skippableFrame(content: Buffer): Buffer {
  const header = Buffer.from([0x5e, 0x2a, 0x4d, 0x18, 0, 0, 0, 0]);
  header.writeUInt32LE(content.length, 4);
  return Buffer.concat([header, content]);
}
