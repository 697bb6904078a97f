export * from './command';
export * from './command-table';
export * from './find-command';
export * from './key';
export * from './key-text';
