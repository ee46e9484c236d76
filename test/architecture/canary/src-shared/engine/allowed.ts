import '../num/units.ts';
import '#shared/domain/account.ts';
import './book.ts';
