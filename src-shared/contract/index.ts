export * from './call';
export * from './engine-contract';
export * from './pixel-port';
export * from './result';
export * from './studio-contract';
