// expect: src-main/util may not import this package
import 'electron';
