/** What the engine and main say when something cannot be done; beside the 18 errors of the window. */
export const failures = {
  'failure.photo.missing':
    'There is no file in this place, so nothing was opened; check its name or show where it is now.',
  'failure.photo.directory': 'This is a folder, so it was not opened; choose a photo inside it.',
  'failure.photo.empty':
    'This file is empty, so there is nothing to open; use a backup or scan the photo again.',
  'failure.photo.unreadable':
    'This file cannot be read, so it was not opened; check that it may be read, or use a copy.',
  'failure.photo.tooLarge':
    'This picture is larger than can be repaired, so it was not opened; make it smaller or cut it into parts.',
  'failure.photo.truncated':
    'This file ends too early, so it was not opened; scan it again, use a backup, or open the part that is there.',
  'failure.photo.damaged':
    'This file is damaged, so it was not opened; scan it again, use a backup, or open what can be read.',
  'failure.photo.nothingReadable':
    'Nothing of this picture can be read, so it was not opened; scan it again or use a backup.',
  'failure.photo.unsupportedFormat':
    'This is not a kind of picture that Heirloom reads, so it was not opened; save it as TIFF, PNG or JPEG in another program and open that.',
  'failure.photo.unsupportedColour':
    'The colours of this picture are stored in a way that Heirloom cannot read, so it was not opened; convert it to RGB or grey in another program and open that.',
  'failure.photo.animated':
    'This is an animated picture, so it was not opened; save the frame you want as an ordinary picture and open that.',
  'failure.photo.maskSize':
    'The marks do not have the size of the photo, so they were not used; make a mask of the size of the photo.',
  'failure.save.isOriginal':
    'This is the original itself, which stays as it is, so nothing was saved; choose another name.',
  'failure.save.exists':
    'There is a file of this name already, so nothing was saved; choose another name or allow it to be replaced.',
  'failure.save.folderMissing':
    'The folder is no longer there, so nothing was saved; choose another folder.',
  'failure.save.readOnly':
    'This folder cannot be written to, so nothing was saved; choose another folder.',
  'failure.save.nameTooLong':
    'The name is too long for this drive, so nothing was saved; choose a shorter name.',
  'failure.save.diskFull':
    'The disk is full, so nothing was saved and the original is untouched; make room or choose another folder.',
  'failure.save.failed':
    'The file could not be written, so nothing was saved; try again or choose another folder.',
  'failure.save.verification':
    'The written file failed its check, so it was removed and the original is untouched; try again or choose another format or folder.',
  'failure.save.unsuitableFormat':
    'This format cannot hold this photo, so nothing was saved; choose another format.',
  'failure.engine.settings':
    'These settings do not go together, so nothing was done; put the settings under Advanced back.',
  'failure.engine.checkpoint':
    'What was kept of this repair is damaged or of another model, so it cannot go on; choose the model that it began with, or start it anew.',
  'failure.engine.prior':
    'The restoration model could not be used, so nothing was repaired; choose another device, or install Heirloom again.',
  'failure.engine.unstable':
    'The numbers of the repair ran out of every plausible range, so it was stopped with everything kept; lower Strength, or choose another device.',
  'failure.memory':
    'There is not enough free memory for this, so it was not done and the original is untouched; close other programs or use a smaller scan.',
  'failure.defect':
    'Heirloom made a mistake of its own, so this was not done and nothing else changed; please copy the report and send it.',
  'failure.engineDefect':
    'The repair engine met a defect of its own, so this was not done and the original is untouched; copy the report and send it to the makers of Heirloom.',
  'failure.call':
    'The window asked for something that makes no sense, so nothing was done; please copy the report and send it.',
  'failure.maskUnknown':
    'These marks have not reached the repair engine, so nothing was done; try it again.',
  'failure.photoOpen':
    'This photo is open already, so it was not opened again; go on with it where it is.',
  'failure.photoClosed': 'This photo is not open any more, so nothing was done; open it again.',
  'failure.photoReplaced':
    'The original was changed by another program before the repair engine had to start again, so it stays closed and your work is kept; close the photo and open it again.',
  'failure.searchClosed':
    'The photo was closed, so the search was given up; open it again to look for damage.',
  'failure.nothingLike':
    'Nothing under this mark looks like damage to the detector, so there is nothing to compare with; choose another mark.',
  'failure.layerUnknown':
    'This result is not kept any more, so nothing was done; repair the photo again.',
  'failure.layerOfAnother':
    'The original was changed by another program, so results of its former state are not used; repair it anew.',
  'failure.runStarted':
    'This repair has been started already, so nothing was done; wait for it, or stop it first.',
  'failure.nothingMarked':
    'Nothing is marked, so nothing was repaired; paint over damage or press Find damage.',
  'failure.allMarked':
    'The whole picture is marked as damaged, so nothing is left to repair it from; leave some of it unmarked.',
  'failure.nothingRepaired':
    'Nothing has been repaired at this state yet, so nothing was kept; choose a later iteration.',
  'failure.runInWork': 'The repair is in work, so nothing was changed; pause it first.',
  'failure.runUnknown': 'This repair is not known any more, so nothing was done; start it anew.',
  'failure.runFinished':
    'The repair is finished, so there is nothing to go on with; add iterations or go on from an earlier one.',
  'failure.draftDiskFull':
    'The disk is full, so your last steps could not be kept; free some space and go on, or save a copy elsewhere.',
  'failure.noRoomForDraft':
    'The disk is full, so there is no room for a draft and the photo was not opened; free some space and open it again.',
  'failure.draftNotWritten':
    'The last steps could not be written into the draft, so a crash would lose them; save a copy or the project soon, and check the disk.',
  'failure.draftUnknown':
    'This draft is not there any more, so nothing was opened; open the photo itself.',
  'failure.folderAsPhoto':
    'This is a folder and no photo, so nothing was opened; choose a photo inside it.',
  'failure.fileUnknown': 'This file is not known any more, so nothing was done; choose it again.',
  'failure.projectTooLarge':
    'This work is too large for a project file, so none was written and it stays in its draft; save a copy of the photo.',
  'failure.projectLacksResults':
    'A result could not be written into the draft, so no project was written and the result stays in the window; make room on the disk, or save a copy of the photo.',
  'failure.notAProject':
    'This file is not a Heirloom project, or it is damaged, so nothing was opened; open the photo itself.',
  'failure.projectMissing':
    'The project is not in its place any more, so nothing was opened; open it where it is now, or open the photo itself.',
  'failure.projectUnreadable':
    'The project cannot be read, so nothing was opened; check that it may be read, or use a copy.',
  'failure.projectOriginalGone':
    'The photo of this project is neither in its former place nor beside the project, so nothing was opened; put the photo beside the project and open the project again.',
  'failure.engineGivenUp':
    'The repair engine stopped three times at the same place, so the repair is paused with everything kept; use the CPU or a smaller area.',
  'failure.runLost':
    'The repair engine stopped before anything of this repair was kept, so it has ended and the photo is unchanged; start it again.',
  'failure.runOutOfReach':
    'The repair engine stopped and this photo could not be opened again, so its repair rests with what was kept of it; see that its drive is there, close the photo and open it again.',
  'failure.engineEnded':
    'The repair engine has ended, so this was not done; it is being started again, and everything is kept.',
  'device.refused.stopped':
    'The repair engine stopped while it used {device}, so the CPU is used instead.',
  'device.refused.failed': '{device} does not work at present, so the CPU is used instead.',
  'device.refused.notBuilt': '{device} is not part of Heirloom on this kind of computer.',
  'device.refused.notInstalled': '{device} is not installed for ONNX Runtime on this computer.',
  'device.refused.onlyByName': '{device} is used on Linux only when it is asked for by name.',
  'device.refused.noStart': '{device} could not start ({detail}).',
  'device.refused.noCall': '{device} stopped during its first call ({detail}).',
  'device.refused.wrongAnswer': '{device} computes something else than the CPU, so it is not used.',
  'device.refused.slower':
    '{device} is slower than the CPU here ({ms} against {processorMs} milliseconds).',
  'device.refused.usualSize': '{device} fails on a picture of usual size.',
  'device.refused.weights':
    'The faster weights do not work on {device}, so the exact ones are used.',
  'device.refused.prior':
    'The model “{prior}” could not be used, so the one that came with Heirloom is used instead.',
  'device.noDamageNetwork':
    'The network that judges damage could not be used, so damage is judged by measurements alone; install Heirloom again.',
} as const;
