const plain = (column: string): string => `CHECK (${column} GLOB '*[0-9]' AND ${column} NOT GLOB '*[^-.0-9]*')`;
const maybeDecimal = (column: string): string => `${column} TEXT ${plain(column)}`;
const maybeJson = (column: string): string => `${column} TEXT CHECK (json_valid(${column}))`;

/**
 * Rules of a venue beyond the default ones: weights that fall with the amount, weights of debts, rates that grow with
 * size or open interest, and the tier rule that a position was opened under. NULL where an account says nothing.
 */
export const marginRulesMigration = `
ALTER TABLE parameter_set ADD COLUMN ${maybeJson('weight_tiers')};
ALTER TABLE parameter_set ADD COLUMN ${maybeJson('weight_size_factors')};
ALTER TABLE parameter_set ADD COLUMN ${maybeJson('liability_weights')};
ALTER TABLE parameter_set ADD COLUMN ${maybeDecimal('default_liability_weight')};
ALTER TABLE parameter_set ADD COLUMN ${maybeJson('rules')};
ALTER TABLE instrument ADD COLUMN ${maybeJson('size_linear')};
ALTER TABLE instrument ADD COLUMN ${maybeJson('open_interest')};
ALTER TABLE instrument ADD COLUMN ${maybeDecimal('size_premium')};
ALTER TABLE position ADD COLUMN tier_rule TEXT CHECK (tier_rule IN ('progressive', 'flat'));
`;
