export * from './about-dialog';
export * from './confirm-dialog';
export * from './mark-area-dialog';
export * from './privacy-dialog';
export * from './recovery-dialog';
export * from './save-sheet';
export * from './settings-dialog';
export * from './shortcuts-page';
