// expect: src-main/hub may import only types from this layer
import '../db/open.ts';
