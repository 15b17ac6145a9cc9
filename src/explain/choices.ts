/** Where a value can be kept outside the code, most common first. */
export const stores = ["env", "aws-secrets-manager", "vault", "conjur"] as const;
export type Store = (typeof stores)[number];

/** Languages that have an example for every store. */
export const languages = ["ts", "python", "java", "go", "csharp"] as const;
export type Language = (typeof languages)[number];
