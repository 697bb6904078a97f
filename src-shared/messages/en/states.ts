/** Empty window, opening, recovery, saving, and the 18 errors. */
export const states = {
  'empty.drop': 'Drop a photo or a folder here.',
  'empty.promise': 'Nothing leaves this computer.',
  'empty.open': 'Open photo…',
  'empty.paste': 'Paste',
  'empty.sample': 'Try the sample',
  'empty.recent': 'Opened before',
  'empty.drafts': 'Other drafts',
  'empty.draftsText':
    'Pasted pictures, and work on photos that were moved or changed or have several drafts.',
  'empty.folderDrop': {
    one: '{count} photo: opens a batch',
    other: '{count} photos: opens a batch',
  },
  'opening.title': 'Opening {name}…',
  'opening.cancel': 'Cancel',
  'recovery.title': 'Heirloom closed unexpectedly.',
  'recovery.text': { one: '{count} draft was kept.', other: '{count} drafts were kept.' },
  'recovery.list': 'Drafts',
  'recovery.none': 'No drafts.',
  'recovery.onlyOpen': 'No drafts but that of the open photo.',
  'recovery.restore': 'Restore draft',
  'recovery.restoreNamed': 'Restore draft: {name}',
  'recovery.showOriginal': 'Show original',
  'recovery.showOriginalNamed': 'Show original: {name}',
  'recovery.delete': 'Delete draft…',
  'recovery.deleteNamed': 'Delete draft… {name}',
  'recovery.close': 'Close, keep all',
  'recovery.deleteTitle': 'Delete this draft?',
  'recovery.deleteText':
    'The marks and iterations of {name} are deleted. The photo itself stays as it is.',
  'recovery.deleteOnlyCopyText':
    'The marks and iterations of {name} are deleted, and the pasted picture with them, which is nowhere else.',
  'recovery.deleteAllTitle': 'Delete all drafts?',
  'recovery.deleteAllText':
    'Marks and iterations of {count} photos are deleted. The photos themselves stay as they are.',
  'recovery.deleteOnlyCopies': {
    one: '{count} pasted picture that is nowhere else is deleted as well.',
    other: '{count} pasted pictures that are nowhere else are deleted as well.',
  },
  'recovery.deleteConfirm': 'Delete',
  'recovery.keep': 'Keep',
  'draft.strokes': { one: '{count} stroke', other: '{count} strokes' },
  'draft.marks': { one: '{count} mark', other: '{count} marks' },
  'draft.iteration': 'iteration {index}',
  'draft.foundAgain':
    'This photo was moved since you worked on it; its draft was found by its content and is open.',
  'draft.repaired': 'repaired',
  'save.title': 'Save a copy',
  'save.name': 'File name',
  'save.folder': 'Folder',
  'save.chooseFolder': 'Choose another folder…',
  'save.picture': 'Picture',
  'save.pictures.iteration': 'After iteration {number}',
  'save.pictures.variant': 'Variant {number}',
  'save.savedMeanwhile': 'Saved {name}.',
  'save.format': 'Format',
  'save.likeOriginal': '{format}, like the original',
  'save.depth': 'Bit depth',
  'save.depthBits': '{bits} bit',
  'save.profile': 'Colour profile',
  'save.quality': 'Quality',
  'save.qualityLikeOriginal': 'Like the original',
  'save.sameSamples': 'Outside the repair, every pixel stays exactly as it is in the original.',
  'save.sameBlocks':
    'Outside the repair, the picture is taken over from the original as it is stored, without coding it anew.',
  'save.changes.depth': '8 bits hold fewer steps, so every pixel of the picture is rounded.',
  'save.changes.profile':
    'The whole picture is converted to sRGB; colours that sRGB cannot hold become paler.',
  'save.changes.lossy':
    '{format} codes the whole picture anew, so pixels outside the repair change a little.',
  'save.size': 'Estimated size',
  'save.sizeEstimating': 'Estimating…',
  'save.keeps': 'Keeps date, resolution and other data.',
  'save.untouched': 'Your original stays untouched.',
  'save.provenance': 'Says in the file how it was repaired',
  'save.save': 'Save',
  'save.saving': 'Saving…',
  'save.cancel': 'Cancel',
  'save.collision': 'There is a file of this name already; a number is added.',
  'error.close': 'Close this message',
  'error.copyReport': 'Copy report',
  'error.reportCopied': 'Report copied',
  'error.retry': 'Try again',
  'error.openBroken': 'Open what can be read',
  'error.useProcessor': 'Use the CPU',
  'error.unreadable':
    'This file could not be read as a picture, so nothing was opened; save it as TIFF, PNG or JPEG in another program and try that.',
  'error.truncated':
    'A part of this file is missing or damaged, so it was opened for viewing only; scan it again or use a backup.',
  'error.tooLarge':
    'This picture needs {needed} of memory and {free} are free, so it was not opened; close other programs or use a smaller scan.',
  'error.engineRestarted':
    'The repair engine stopped and was restarted at iteration {iteration}; nothing is lost and the repair goes on.',
  'error.engineGivenUp':
    'The repair engine stopped three times at the same place, so the repair is paused with everything kept; use the CPU or a smaller area.',
  'error.graphicsMemory':
    'Graphics memory ran out, so the repair goes on with the CPU, only slower; close other programs and choose the graphics processor again in the status bar.',
  'error.graphicsLost':
    'The graphics processor did not answer, so the repair goes on with the CPU; update its driver to use it again.',
  'error.noGraphics':
    'No usable graphics processor was found (reason: {reason}), so the CPU is used; repairs take longer, and you can try again in the status bar.',
  'error.unstable':
    'The last steps became unstable, so the picture went back to iteration {iteration}, the best so far; lower Strength or save this state.',
  'error.priorDamaged':
    'The restoration model is damaged, so Repair is off; reinstall Heirloom or choose another model in Settings.',
  'error.diskFull':
    'The disk is full, so no file was written and the original is untouched; free {needed} or choose another folder.',
  'error.notWritable':
    'This folder cannot be written to, so nothing was saved; choose another folder.',
  'error.originalChanged':
    'The original was changed by another program, so only your marks are taken over, and the draft of its former state is kept; check the marks and repair again.',
  'error.originalReshaped':
    'The original was changed by another program and its draft does not fit any more, so the draft is kept and the photo begins anew; put the former file back to go on with it.',
  'error.originalChangedMeanwhile':
    'The original was changed by another program while it is open here, so you go on with its former state and your work is kept; close and open the photo to use the new one.',
  'error.draftUnreadable':
    'The draft of this photo is damaged or of another version of Heirloom, so it is kept as it is and the photo begins anew; try a newer version.',
  'error.notStarted':
    'Heirloom could not start ({reason}), so no window was opened and your photos and drafts are untouched; start it again, or install it anew.',
  'error.noPhotosInFolder':
    'In this folder no photo was found, or it may not be looked into, so nothing was opened; choose another folder, or a photo by itself.',
  'error.tooManyPhotos':
    'More than {limit} photos came at once, so only the first {limit} of them are in the batch; add the others by themselves.',
  'error.draftNotRead':
    'The draft of this photo could not be read just now, so it stays as it is and the photo was not opened; try it again in a moment.',
  'error.stepsNotKept':
    'The last steps could not be written into the draft, so the photo stays open; make room on the disk or save a copy, or close it once more to give them up.',
  'error.preferencesNotKept':
    'Your settings could not be written to the disk, so they hold only until you leave Heirloom; make room on the disk and set them once more.',
  'error.originalGone':
    'The original is no longer in its place, so nothing was opened and the draft is kept; put it back, or open it where it is now.',
  'error.originalGoneMeanwhile':
    'The original was moved or deleted while it is open here, so you go on with what was opened and your work is kept; to open it again, open it where it is now.',
  'error.runNotKept':
    'The program ended before anything of the repair was on disk, so it has ended and your marks are kept; start it again.',
  'error.holeTooWide':
    'This hole is wider than the surroundings can explain, so the fill is a guess; compare variants before saving.',
  'error.clipboardEmpty':
    'The clipboard holds no picture, so nothing was pasted; copy a picture or open a file.',
  'error.batchEngineGivenUp':
    'The repair engine stopped three times over this photo, so it was left as it is and the batch goes on without it; open it by itself and repair a smaller area, or use the CPU.',
  'error.batchDefect':
    'Heirloom made a mistake of its own with this photo, so its original was left as it is and the others go on; try it again, or open it by itself.',
  'error.batchFailed': {
    one: '{count} of {total} photos was not saved and the others are done; see the reason and try it again.',
    other:
      '{count} of {total} photos were not saved and the others are done; see the reasons and try these again.',
  },
} as const;
