import { parseArgs } from 'node:util';
import { report } from '../figures.ts';
import { longScreenFigures } from '../screen/figures.ts';
import { soakFigures } from './figures.ts';
import { soak } from './soak.ts';

const { values } = parseArgs({ options: { json: { type: 'boolean' }, rate: { type: 'string', default: '50000' }, seconds: { type: 'string', default: '60' }, minutes: { type: 'string', default: '30' } } });
const [rate, seconds, minutes] = [Number(values.rate), Number(values.seconds), Number(values.minutes)];
if (!(rate > 0 && seconds >= 0 && minutes >= 0)) throw new Error('--rate takes a number above 0; --seconds and --minutes take one, 0 to leave that part out');
report([...(seconds === 0 ? [] : soakFigures(await soak({ rate, seconds }))), ...(minutes === 0 ? [] : await longScreenFigures(minutes))]);
