export * from './device-item';
export * from './status-bar';
