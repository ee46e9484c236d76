// expect: src-main/faces/web may not import this package
import 'better-sqlite3';
