// expect: src-shared/ipc may not import this package
import 'electron';
