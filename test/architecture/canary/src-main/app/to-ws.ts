// expect: src-main/app may not import this package
import 'ws';
