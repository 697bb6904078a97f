export * from './repair-panel';
export * from './repair-state';
export * from './strength';
export * from './strength-control';
export * from './marks';
export * from './advanced-panel';
export * from './chart-scale';
export * from './iterations-panel';
