import { overridesFolder } from "./record.ts";

/** A path in the folder of records: git's attributes of it are those of each record. */
export const recordsProbe = `${overridesFolder}/x.json`;

/** Git's attributes of the folder `.keylatch`, committed where they are needed. */
export const attributesPath = ".keylatch/.gitattributes";

/** What others set for all files, such as Git LFS for `*.json`, would make of a record something else than was written. */
export const attributesText = `# Records count as keylatch wrote them
* -filter -text -ident !working-tree-encoding
`;
