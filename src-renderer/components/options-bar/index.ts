export * from './options-bar';
export * from './tool-values';
