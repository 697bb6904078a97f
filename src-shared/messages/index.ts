export * from './catalogue';
export * from './formats';
export * from './remaining';
export * from './say';
export * from './translate';
