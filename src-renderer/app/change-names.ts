import type { Translate } from '../../src-shared/messages';
import type { DocumentEntry } from '../document/document-change';

/** What undo and redo call a step: "accept 8 marks". */
export function changeName({ kind, count }: DocumentEntry, t: Translate): string {
  switch (kind) {
    case 'stroke':
    case 'erase':
    case 'lasso':
    case 'trace':
    case 'area':
    case 'repair':
    case 'bringBack':
    case 'importMask':
      return t(`undo.${kind}`);
    case 'grow':
      return t('undo.grow', { count });
    case 'shrink':
      return t('undo.shrink', { count });
    case 'clear':
      return t('undo.clearPainted');
    case 'invert':
      return t('undo.invertPainted');
    case 'acceptMarks':
    case 'markAsDamage':
      return t('undo.accept', { count });
    case 'rejectMarks':
      return t('undo.reject', { count });
    case 'untickMarks':
      return t('undo.tick', { count });
    case 'goOn':
    case 'refine':
      return t('undo.goOnFrom', { index: count });
    case 'variant':
      return t('undo.useVariant', { number: count });
  }
}
