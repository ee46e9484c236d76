// expect: src-main/app may not import this layer
import '../db/open.ts';
