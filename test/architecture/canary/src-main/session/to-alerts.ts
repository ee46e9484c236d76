// expect: src-main/session may not import this layer
import '../alerts/alertCentre.ts';
