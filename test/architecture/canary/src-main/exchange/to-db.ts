// expect: src-main/exchange may not import this layer
import '../db/open.ts';
