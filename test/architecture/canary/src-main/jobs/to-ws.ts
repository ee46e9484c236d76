// expect: src-main/jobs may not import this package
import 'ws';
