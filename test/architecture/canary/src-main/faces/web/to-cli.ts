// expect: src-main/faces/web may not import this layer
import '../cli/output.ts';
