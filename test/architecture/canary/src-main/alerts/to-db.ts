// expect: src-main/alerts may import only types from this layer
import '../db/open.ts';
