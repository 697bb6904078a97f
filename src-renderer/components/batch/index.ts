export * from './batch-list';
export * from './batch-row';
export * from './batch-table';
export * from './batch-view';
