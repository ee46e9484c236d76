// expect: src-main/jobs may not import this layer
import '../faces/cli/output.ts';
