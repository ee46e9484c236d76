// expect: src-main/feeds may not import this package
import 'better-sqlite3';
