// expect: src-renderer/main.tsx may not leave its top-level folder
import '../src-main/main.ts';
import './app.tsx';
