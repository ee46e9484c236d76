// expect: src-main/session may not import this layer
import '../db/open.ts';
