import { homedir } from 'node:os';
import { databasePathIn, dataFolder } from '../../app/dataFolder.ts';
import { type Parsed, textOf } from './arguments.ts';

/** `--db`, or the database in the platform's data folder. */
export const databasePathFrom = (parsed: Parsed): string => textOf(parsed, 'db') ?? databasePathIn(dataFolder(process.env, process.platform, homedir()));
