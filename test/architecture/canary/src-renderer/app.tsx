// expect: src-renderer/app.tsx may not import this package
import 'electron';
import './panels/panel-a/PanelA.tsx';
