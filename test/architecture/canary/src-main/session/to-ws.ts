// expect: src-main/session may not import this package
import 'ws';
