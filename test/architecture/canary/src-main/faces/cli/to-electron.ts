// expect: src-main/faces/cli may not import this package
import 'electron';
