/** Git's attributes of the folder `.keylatch`, committed. */
export const attributesPath = ".keylatch/.gitattributes";

/** What others set for all files, such as Git LFS for `*.json`, would make of a record something else than was written. */
export const attributesText = `# Records count as keylatch wrote them
* -filter -text -ident !working-tree-encoding
`;
