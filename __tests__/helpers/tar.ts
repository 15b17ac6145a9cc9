/** A member of an archive to be made. */
export interface Member {
  readonly path: string;
  readonly content?: string | Buffer;
  /** Type of a tar member: `2` is a symbolic link, `L` a GNU long name, `x` pax fields. */
  readonly type?: string;
  readonly target?: string;
}

/** A tar archive in memory, ended by two blocks of zeros: of members, or of files by their name. */
export function tar(files: readonly Member[] | Readonly<Record<string, string>>): Buffer {
  const members = Array.isArray(files)
    ? (files as readonly Member[])
    : Object.entries(files as Readonly<Record<string, string>>).map(([path, content]) => ({ path, content }));
  return Buffer.concat([...members.map(member), Buffer.alloc(1024)]);
}

function member({ path, content = "", type = "0", target = "" }: Member): Buffer {
  const body = Buffer.from(content);
  const header = Buffer.alloc(512);
  header.write(path, 0, 100);
  header.write("0000644\0", 100);
  header.write("0000000\0", 108);
  header.write("0000000\0", 116);
  header.write(`${body.length.toString(8).padStart(11, "0")}\0`, 124);
  header.write("00000000000\0", 136);
  header.write("        ", 148);
  header.write(type, 156);
  header.write(target, 157, 100);
  header.write("ustar\x0000", 257);
  const sum = header.reduce((total, byte) => total + byte, 0);
  header.write(`${sum.toString(8).padStart(6, "0")}\0 `, 148);
  return Buffer.concat([header, body, Buffer.alloc((512 - (body.length % 512)) % 512)]);
}
