// The lockfile of one platform lacks the optional binaries of the others, and `npm ci` elsewhere refuses it.
// Their versions stand as exact pins in the packages that ask for them; this adds the missing entries.
import { readFileSync, writeFileSync } from 'node:fs';

type Entry = { version?: string; optionalDependencies?: Record<string, string>; dev?: boolean; optional?: boolean; os?: string[]; cpu?: string[]; libc?: string[] };
type Lock = { packages: Record<string, Entry> };

const SYSTEMS = ['android', 'darwin', 'linux', 'win32', 'freebsd', 'openbsd', 'netbsd', 'sunos', 'aix', 'openharmony'];
const PROCESSORS = ['x64', 'arm64', 'arm', 'ia32', 'ppc64', 'riscv64', 's390x', 'loong64', 'mips64el'];
const file = 'package-lock.json';
const lock: Lock = JSON.parse(readFileSync(file, 'utf8'));
const { packages } = lock;
let added = 0;

for (const [parent, entry] of Object.entries({ ...packages })) {
  for (const [dependency, version] of Object.entries(entry.optionalDependencies ?? {})) {
    const place = `node_modules/${dependency}`;
    if (packages[place] !== undefined || packages[`${parent}/${place}`] !== undefined || !/^\d/.test(version)) continue;
    packages[place] = { version, ...platformOf(dependency), ...(entry.dev === true ? { dev: true } : {}), optional: true };
    added += 1;
  }
}

lock.packages = Object.fromEntries(Object.entries(packages).toSorted(([a], [b]) => (a < b ? -1 : 1)));
writeFileSync(file, `${JSON.stringify(lock, null, 2)}\n`);
console.log(`${added} entries added to ${file}`);

function platformOf(dependency: string): Entry {
  const words = (dependency.split('/').pop() ?? '').split('-');
  const os = SYSTEMS.filter((system) => words.some((word) => word === system || word === `${system}-msvc`));
  const cpu = PROCESSORS.filter((processor) => words.includes(processor));
  return { ...(cpu.length > 0 ? { cpu } : {}), ...(os.length > 0 ? { os } : {}), ...(words.includes('musl') ? { libc: ['musl'] } : {}) };
}
