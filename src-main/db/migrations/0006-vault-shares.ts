/** What one unit of a collateral line holds, where it is a share of a vault: JSON; NULL for what holds nothing but itself. */
export const vaultSharesMigration = `
ALTER TABLE collateral ADD COLUMN holds TEXT CHECK (json_valid(holds));
`;
