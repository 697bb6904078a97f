export * from './catalogue';
export * from './formats';
export * from './remaining';
export * from './translate';
