export * from './messages-provider';
