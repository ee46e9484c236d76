// expect: src-main/ipc may not import this package
import 'ws';
