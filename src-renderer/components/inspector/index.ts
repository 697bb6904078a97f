export * from './repair-panel';
export * from './repair-state';
export * from './strength';
export * from './strength-control';
