// expect: src-main/exchange may not import this package
import 'better-sqlite3';
