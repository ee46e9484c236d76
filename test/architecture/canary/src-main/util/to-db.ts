// expect: src-main/util may not import this layer
import '../db/open.ts';
