// Who may import whom, as data. The linter's configuration is generated from this table, and
// test/architecture/canary/ holds a file for each edge that must stay forbidden.
// Inside a layer: relative paths. Into src-shared: `#shared/<layer>/…` only.

export type Layer = Readonly<{
  /** A folder, or one file that may import otherwise than its folder. Later rows win over earlier ones. */
  at: string;
  /** Layers of src-shared. */
  shared?: readonly string[];
  /** Other layers under the same top-level folder. */
  local?: readonly string[];
  /** The same, but only as `import type`. */
  types?: readonly string[];
  packages?: readonly string[];
  /** Node's built-in modules. */
  node?: true;
  /** Reads no clock, no network, no chance: a result depends on its arguments alone. */
  pure?: true;
  /** Its sibling folders are as foreign as other layers: one venue, one panel. */
  alone?: true;
  /** May name Electron's raw `ipcMain`. */
  ipcMain?: true;
}>;

const SHARED = ['util', 'num', 'domain', 'engine', 'scenario', 'venues', 'document', 'ipc'] as const;
const VALUES = ['util', 'num', 'domain'] as const;
const BACK = ['alerts', 'app', 'catalogue', 'db', 'exchange', 'feeds', 'hub', 'ipc', 'jobs', 'session', 'util'] as const;
const REACT = ['react', 'react-dom'] as const;

export const layers: readonly Layer[] = [
  { at: 'src-shared/util' },
  { at: 'src-shared/num', shared: ['util'], pure: true },
  { at: 'src-shared/num/units.ts', shared: ['util'], packages: ['decimal.js'], pure: true },
  { at: 'src-shared/domain', shared: ['util', 'num'], pure: true },
  { at: 'src-shared/engine', shared: VALUES, pure: true },
  { at: 'src-shared/scenario', shared: VALUES, pure: true },
  { at: 'src-shared/venues', shared: VALUES, pure: true },
  { at: 'src-shared/document', shared: [...VALUES, 'venues', 'engine'], packages: ['zod', 'csv-parse'] },
  { at: 'src-shared/ipc', shared: VALUES, packages: ['zod'] },

  { at: 'src-main/util', shared: SHARED, node: true },
  { at: 'src-main/app', shared: SHARED, local: ['util'], node: true },
  { at: 'src-main/feeds', shared: SHARED, local: ['util'], packages: ['ws', 'zod'], node: true },
  { at: 'src-main/feeds/*', shared: SHARED, local: ['util'], packages: ['ws', 'zod'], node: true, alone: true },
  { at: 'src-main/catalogue', shared: SHARED, local: ['util', 'feeds'], types: ['db'], node: true },
  { at: 'src-main/exchange', shared: SHARED, local: ['util'], packages: ['ws'], node: true },
  { at: 'src-main/db', shared: SHARED, local: ['util'], packages: ['better-sqlite3'], node: true },
  { at: 'src-main/hub', shared: SHARED, local: ['util'], types: ['feeds', 'db'], node: true },
  { at: 'src-main/alerts', shared: SHARED, local: ['util', 'hub'], types: ['db'], node: true },
  { at: 'src-main/ipc', shared: SHARED, local: ['util', 'hub'], types: ['alerts', 'db', 'feeds'], node: true },
  { at: 'src-main/jobs', shared: SHARED, local: ['util', 'hub', 'db', 'feeds', 'exchange', 'catalogue', 'session'], node: true },
  { at: 'src-main/session', shared: SHARED, local: ['util', 'hub', 'feeds'], packages: ['zod'], node: true },
  { at: 'src-main/terminal.ts', shared: SHARED, local: BACK, node: true },
  { at: 'src-main/faces/electron', shared: SHARED, local: ['terminal.ts', 'ipc', 'app', 'util'], packages: ['electron'], node: true },
  { at: 'src-main/faces/electron/handle.ts', shared: SHARED, local: ['terminal.ts', 'ipc', 'app', 'util'], packages: ['electron'], node: true, ipcMain: true },
  { at: 'src-main/faces/web', shared: SHARED, local: ['terminal.ts', 'ipc', 'app', 'util'], packages: ['ws'], node: true },
  { at: 'src-main/faces/cli', shared: SHARED, local: ['terminal.ts', 'ipc', 'app', 'jobs', 'session', 'util'], node: true },
  { at: 'src-main/cli.ts', shared: SHARED, local: ['faces/cli', 'faces/web'], node: true },
  { at: 'src-main/preload', shared: ['ipc'], packages: ['electron'] },
  { at: 'src-main/main.ts', shared: SHARED, local: ['terminal.ts', 'app', 'faces/electron'], packages: ['electron'], node: true },

  { at: 'src-renderer/ui', shared: VALUES, packages: REACT },
  { at: 'src-renderer/charts', shared: VALUES, packages: REACT },
  { at: 'src-renderer/bridge', shared: ['ipc', 'domain', 'util'] },
  { at: 'src-renderer/state', shared: [...VALUES, 'ipc'], local: ['bridge'], packages: REACT },
  { at: 'src-renderer/panels', shared: SHARED, local: ['ui', 'charts', 'state'], packages: REACT },
  { at: 'src-renderer/panels/*', shared: SHARED, local: ['ui', 'charts', 'state'], packages: REACT, alone: true },
  { at: 'src-renderer/app.tsx', shared: SHARED, local: ['ui', 'charts', 'bridge', 'state', 'panels'], packages: REACT },
  { at: 'src-renderer/main.tsx', shared: SHARED, local: ['ui', 'charts', 'bridge', 'state', 'panels', 'app.tsx'], packages: [...REACT, '@fontsource-variable/inter'] },
];
