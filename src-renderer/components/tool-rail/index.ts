export * from './tool-rail';
