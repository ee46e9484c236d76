// expect: src-main/hub may not import this package
import 'ws';
