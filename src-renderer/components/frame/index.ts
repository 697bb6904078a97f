export * from './app-frame';
export * from './frame-width';
