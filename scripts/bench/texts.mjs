/** Pseudo-random numbers (mulberry32), the same in every run. */
function randomFrom(seed) {
  let state = seed + 1;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return (mixed ^ (mixed >>> 14)) >>> 0;
  };
}

const WORDS =
  "account address amount api await button cache class client config const customer data date default email error event export field file filter format function group handler header id import index input item json key label length list load logger map message method model name number object option order page parse password path price product query queue render request response result return route schema secret select service session setting state status string style table test text timer title token type update url user value version view widget window".split(
    " ",
  );

/** Lines that look like source code. */
export function source(seed, lines) {
  const random = randomFrom(seed);
  const word = () => WORDS[random() % WORDS.length];
  const line = () => {
    switch (random() % 6) {
      case 0:
        return `export function ${word()}${random() % 100}(${word()}: string, ${word()}: number): void {`;
      case 1:
        return `  const ${word()} = this.${word()}.${word()}("${word()}-${word()}", { ${word()}: ${random() % 1000} });`;
      case 2:
        return `  if (${word()}.${word()} !== ${word()}) return ${word()}(${word()});`;
      case 3:
        return `  // ${word()} the ${word()} before the ${word()} of this ${word()}`;
      case 4:
        return "}";
      default:
        return "";
    }
  };
  return `${Array.from({ length: lines }, line).join("\n")}\n`;
}

export function binary(seed, length) {
  const random = randomFrom(seed);
  const bytes = Buffer.alloc(length);
  for (let at = 0; at + 4 <= length; at += 4) bytes.writeUInt32LE(random(), at);
  return bytes;
}

const PIECE = 3_000_000;
const wrapped = (text, width) => text.replace(new RegExp(`.{${width}}`, "g"), "$&\n");

/** Texts of some megabytes that are easy or hard to search, by name. */
export const TEXTS = {
  "source code": () => source(1, 60_000),
  "minified code on one line": () => source(2, 60_000).replace(/\n */g, ";"),
  "a lock file": () => {
    const entry = (n) =>
      `    "node_modules/${WORDS[n % WORDS.length]}-${n}": {\n      "version": "${n % 9}.${n % 7}.0",\n      "resolved": "https://registry.example.com/${n}.tgz",\n      "integrity": "sha512-${binary(n, 64).toString("base64")}"\n    },\n`;
    return Array.from({ length: 12_000 }, (_, n) => entry(n)).join("");
  },
  "one letter on one line": () => "A".repeat(PIECE),
  "random bytes": () => binary(3, PIECE),
  "base64 on one line": () => binary(4, PIECE).toString("base64"),
  "base64 in lines of 76": () => wrapped(binary(5, PIECE).toString("base64"), 76),
  "hex on one line": () => binary(6, PIECE).toString("hex"),
  "near misses of an SMTP password": () => `${`B${"A".repeat(42)} `.repeat(70_000)}\n`,
  "source code in UTF-16": () => Buffer.from(source(8, 60_000), "utf16le"),
};
