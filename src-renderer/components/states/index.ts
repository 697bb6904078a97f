export * from './empty-state';
export * from './error-bar';
export * from './recovery-list';
