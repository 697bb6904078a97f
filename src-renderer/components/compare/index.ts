export * from './compare-track';
export * from './hint-line';
export * from './variants-strip';
