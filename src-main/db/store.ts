import type { Database } from 'better-sqlite3';
import type { EpochMs } from '#shared/num/units.ts';
import { type AccountRepository, createAccountRepository } from './accountRepository.ts';
import { type AlertRepository, createAlertRepository } from './alertRepository.ts';
import { lastBackup } from './backup.ts';
import { createDailyPriceRepository, type DailyPriceRepository } from './dailyPriceRepository.ts';
import { createInstrumentRepository, type InstrumentRepository } from './instrumentRepository.ts';
import { createPriceRepository, type PriceRepository } from './priceRepository.ts';
import { createSettingRepository, type SettingRepository } from './settingRepository.ts';

/** The open database: one writer, everything durable when a call returns. Writing through a read-only store throws. */
export type Store = Readonly<{
  path: string;
  readOnly: boolean;
  /** The last copy made before a migration, by this run or an earlier one; null when there was none. */
  backupPath: string | null;
  backupAt: EpochMs | null;
  /** The schema version found, when opening migrated it. */
  migratedFrom: number | null;
  accounts: AccountRepository;
  prices: PriceRepository;
  alerts: AlertRepository;
  settings: SettingRepository;
  instruments: InstrumentRepository;
  dailyPrices: DailyPriceRepository;
  /** Folds the journal into the database file. */
  checkpoint: () => void;
  /** `ok`, or what SQLite's integrity and foreign key checks found, one finding per line. */
  integrity: () => string;
  /** Folds the journal in and frees the lock. Idempotent. */
  close: () => void;
}>;

type Opened = Readonly<{ path: string; readOnly: boolean; migratedFrom: number | null; release: () => void }>;

/** @param release called once, after the database is closed */
export function createStore(db: Database, { path, readOnly, migratedFrom, release }: Opened): Store {
  const copy = lastBackup(db);
  return {
    path,
    readOnly,
    backupPath: copy?.path ?? null,
    backupAt: copy?.at ?? null,
    migratedFrom,
    accounts: createAccountRepository(db),
    prices: createPriceRepository(db),
    alerts: createAlertRepository(db),
    settings: createSettingRepository(db),
    instruments: createInstrumentRepository(db),
    dailyPrices: createDailyPriceRepository(db),
    checkpoint: () => {
      if (!readOnly) db.pragma('wal_checkpoint(TRUNCATE)');
    },
    integrity: () => integrityOf(db),
    close: () => {
      if (!db.open) return;
      // The last connection to close folds the journal in; should that fail, the journal stays and is read next time.
      db.close();
      release();
    },
  };
}

function integrityOf(db: Database): string {
  const findings = db.prepare<[], { finding: string }>('SELECT integrity_check AS finding FROM pragma_integrity_check').all().map(({ finding }) => finding);
  const strays = db.prepare<[], { finding: string }>(`SELECT 'row ' || rowid || ' of ' || "table" || ' has no ' || parent AS finding FROM pragma_foreign_key_check`).all();
  return [...(findings.join() === 'ok' && strays.length > 0 ? [] : findings), ...strays.map(({ finding }) => finding)].join('\n');
}
