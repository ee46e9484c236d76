// expect: src-main/alerts may not import this package
import 'electron';
