// expect: src-main/faces/electron may not import this package
import 'ws';
