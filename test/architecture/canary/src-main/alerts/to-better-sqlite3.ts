// expect: src-main/alerts may not import this package
import 'better-sqlite3';
