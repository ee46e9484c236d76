import { parseArgs } from 'node:util';
import { report } from '../figures.ts';
import { soakFigures } from './figures.ts';
import { soak } from './soak.ts';

const { values } = parseArgs({ options: { json: { type: 'boolean' }, rate: { type: 'string', default: '50000' }, seconds: { type: 'string', default: '60' } } });
const [rate, seconds] = [Number(values.rate), Number(values.seconds)];
if (!(rate > 0 && seconds > 0)) throw new Error('--rate and --seconds take a number above 0');
report(soakFigures(await soak({ rate, seconds })));
