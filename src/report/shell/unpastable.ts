/** Invisible or active characters, which a terminal would not paste as they are. */
export const UNPASTABLE =
  /(?![\ufe0e\ufe0f])[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}\p{Default_Ignorable_Code_Point}]/u;
