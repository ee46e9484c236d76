// expect: src-shared/num may not import this layer
import '../domain/account.ts';
