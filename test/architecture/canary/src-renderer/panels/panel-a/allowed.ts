import 'react';
import '../../ui/Amount.tsx';
import '../../state/store.ts';
import '#shared/ipc/view.ts';
import './select.ts';
