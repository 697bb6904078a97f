export * from './mark-list';
export * from './mark-menu';
export * from './mark-row-view';
export * from './mark-rows';
export * from './mark-text';
export * from './marks-panel';
export { stopOf } from './sensitivity';
