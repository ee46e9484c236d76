// expect: src-main/jobs may not import this layer
import '../alerts/alertCentre.ts';
