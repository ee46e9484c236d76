// expect: src-main/exchange may not import this package
import 'electron';
