// expect: src-main/faces/electron may not import this layer
import '../../db/open.ts';
