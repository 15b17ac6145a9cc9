/** Invisible and control characters, which cannot be copied from a terminal and pasted unchanged. */
export const UNPASTABLE =
  /(?![\ufe0e\ufe0f])[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}\p{Default_Ignorable_Code_Point}]/u;
