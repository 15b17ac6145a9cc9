import { overridesFolder } from "./record.ts";

/** A path in the folder of records, to ask git for the attributes of any record. */
export const recordsProbe = `${overridesFolder}/x.json`;

/** Git's attributes for the folder `.keylatch`, written only where the repository's own would change records. */
export const attributesPath = ".keylatch/.gitattributes";

/** Undoes attributes such as Git LFS for `*.json`, with which a record would not be committed as it was written. */
export const attributesText = `# Records count as keylatch wrote them
* -filter -text -ident !working-tree-encoding
`;
