// expect: src-main/catalogue may not import this package
import 'ws';
