// expect: src-main/session may not import this layer
import '../jobs/openAccounts.ts';
