// expect: src-main/faces/electron may not import this layer
import '../cli/output.ts';
