/** Empty window, opening, recovery, saving, and the 18 errors. */
export const states = {
  'empty.drop': 'Ein Foto oder einen Ordner hierher ziehen.',
  'empty.promise': 'Nichts verlässt diesen Computer.',
  'empty.open': 'Öffnen…',
  'empty.paste': 'Einfügen',
  'empty.sample': 'Beispiel ausprobieren',
  'empty.recent': 'Zuletzt geöffnet',
  'empty.drafts': 'Weitere Entwürfe',
  'empty.draftsText':
    'Eingefügte Bilder und Arbeit an Fotos, die verschoben oder geändert wurden oder mehrere Entwürfe haben.',
  'empty.folderDrop': {
    one: '{count} Foto: öffnet einen Stapel',
    other: '{count} Fotos: öffnet einen Stapel',
  },
  'opening.title': '{name} wird geöffnet…',
  'opening.cancel': 'Abbrechen',
  'recovery.title': 'Heirloom wurde unerwartet beendet.',
  'recovery.text': {
    one: '{count} Entwurf ist erhalten.',
    other: '{count} Entwürfe sind erhalten.',
  },
  'recovery.list': 'Entwürfe',
  'recovery.none': 'Keine Entwürfe.',
  'recovery.onlyOpen': 'Keine Entwürfe außer dem des offenen Fotos.',
  'recovery.restore': 'Entwurf wiederherstellen',
  'recovery.restoreNamed': 'Entwurf wiederherstellen: {name}',
  'recovery.showOriginal': 'Original zeigen',
  'recovery.showOriginalNamed': 'Original zeigen: {name}',
  'recovery.delete': 'Entwurf löschen…',
  'recovery.deleteNamed': 'Entwurf löschen… {name}',
  'recovery.close': 'Schließen, alle behalten',
  'recovery.deleteTitle': 'Diesen Entwurf löschen?',
  'recovery.deleteText':
    'Schadstellen und Durchgänge von {name} werden gelöscht. Das Foto selbst bleibt, wie es ist.',
  'recovery.deleteOnlyCopyText':
    'Schadstellen und Durchgänge von {name} werden gelöscht, mit ihnen das eingefügte Bild, das es sonst nirgends gibt.',
  'recovery.deleteAllTitle': 'Alle Entwürfe löschen?',
  'recovery.deleteAllText':
    'Schadstellen und Durchgänge von {count} Fotos werden gelöscht. Die Fotos selbst bleiben, wie sie sind.',
  'recovery.deleteOnlyCopies': {
    one: '{count} eingefügtes Bild, das es sonst nirgends gibt, wird mit gelöscht.',
    other: '{count} eingefügte Bilder, die es sonst nirgends gibt, werden mit gelöscht.',
  },
  'recovery.deleteConfirm': 'Löschen',
  'recovery.keep': 'Behalten',
  'draft.strokes': { one: '{count} Strich', other: '{count} Striche' },
  'draft.marks': { one: '{count} Schadstelle', other: '{count} Schadstellen' },
  'draft.iteration': 'Durchgang {index}',
  'draft.foundAgain':
    'Dieses Foto wurde seit der letzten Arbeit verschoben; sein Entwurf wurde am Inhalt erkannt und ist offen.',
  'draft.repaired': 'repariert',
  'save.title': 'Kopie speichern',
  'save.name': 'Dateiname',
  'save.folder': 'Ordner',
  'save.chooseFolder': 'Anderen Ordner wählen…',
  'save.picture': 'Bild',
  'save.pictures.iteration': 'Nach Durchgang {number}',
  'save.pictures.variant': 'Variante {number}',
  'save.savedMeanwhile': '{name} ist gespeichert.',
  'save.format': 'Format',
  'save.likeOriginal': '{format}, wie das Original',
  'save.depth': 'Farbtiefe',
  'save.depthBits': '{bits} Bit',
  'save.profile': 'Farbprofil',
  'save.quality': 'Qualität',
  'save.qualityLikeOriginal': 'Wie das Original',
  'save.sameSamples': 'Außerhalb der Reparatur bleibt jedes Pixel genau wie im Original.',
  'save.sameBlocks':
    'Außerhalb der Reparatur wird das Bild so übernommen, wie es im Original gespeichert ist, ohne neue Kodierung.',
  'save.changes.depth':
    '8 Bit halten weniger Stufen, deshalb wird jedes Pixel des Bildes gerundet.',
  'save.changes.profile':
    'Das ganze Bild wird nach sRGB umgerechnet; Farben, die sRGB nicht halten kann, werden blasser.',
  'save.changes.lossy':
    '{format} kodiert das ganze Bild neu, deshalb ändern sich Pixel außerhalb der Reparatur ein wenig.',
  'save.size': 'Geschätzte Größe',
  'save.sizeEstimating': 'Wird geschätzt…',
  'save.keeps': 'Datum, Auflösung und andere Daten bleiben erhalten.',
  'save.untouched': 'Das Original bleibt unberührt.',
  'save.provenance': 'In der Datei vermerken, wie sie repariert wurde',
  'save.save': 'Speichern',
  'save.saving': 'Wird gespeichert…',
  'save.cancel': 'Abbrechen',
  'save.collision': 'Eine Datei dieses Namens gibt es schon; eine Zahl wird angehängt.',
  'error.close': 'Diese Meldung schließen',
  'error.copyReport': 'Bericht kopieren',
  'error.reportCopied': 'Bericht kopiert',
  'error.retry': 'Erneut versuchen',
  'error.openBroken': 'Öffnen, was sich lesen lässt',
  'error.useProcessor': 'Die CPU benutzen',
  'error.unreadable':
    'Diese Datei ließ sich nicht als Bild lesen, deshalb wurde nichts geöffnet; in einem anderen Programm als TIFF, PNG oder JPEG speichern und es damit versuchen.',
  'error.truncated':
    'Ein Teil dieser Datei fehlt oder ist beschädigt, deshalb wurde sie nur zum Ansehen geöffnet; neu scannen oder eine Sicherung nehmen.',
  'error.tooLarge':
    'Dieses Bild braucht {needed} Speicher und {free} sind frei, deshalb wurde es nicht geöffnet; andere Programme schließen oder einen kleineren Scan nehmen.',
  'error.engineRestarted':
    'Die Reparatur brach ab und wurde bei Durchgang {iteration} neu gestartet; nichts ist verloren, und es geht weiter.',
  'error.engineGivenUp':
    'Die Reparatur brach dreimal an derselben Stelle ab, deshalb ist sie angehalten und alles behalten; die CPU benutzen oder einen kleineren Bereich wählen.',
  'error.graphicsMemory':
    'Der Grafikspeicher reichte nicht, deshalb geht es mit der CPU weiter, nur langsamer; andere Programme schließen und den Grafikprozessor in der Statusleiste wieder wählen.',
  'error.graphicsLost':
    'Der Grafikprozessor antwortete nicht, deshalb geht es mit der CPU weiter; seinen Treiber aktualisieren, um ihn wieder zu benutzen.',
  'error.noGraphics':
    'Kein brauchbarer Grafikprozessor wurde gefunden (Grund: {reason}), deshalb wird die CPU benutzt; Reparaturen dauern länger, und in der Statusleiste lässt es sich erneut versuchen.',
  'error.unstable':
    'Die letzten Schritte wurden instabil, deshalb steht das Bild wieder bei Durchgang {iteration}, dem bisher besten; die Stärke verringern oder diesen Stand speichern.',
  'error.priorDamaged':
    'Das Modell ist beschädigt, deshalb ist Reparieren aus; Heirloom neu installieren oder in den Einstellungen ein anderes Modell wählen.',
  'error.diskFull':
    'Der Datenträger ist voll, deshalb wurde keine Datei geschrieben, und das Original ist unberührt; {needed} freigeben oder einen anderen Ordner wählen.',
  'error.notWritable':
    'In diesen Ordner lässt sich nicht schreiben, deshalb wurde nichts gespeichert; einen anderen Ordner wählen.',
  'error.originalChanged':
    'Das Original wurde von einem anderen Programm geändert, deshalb sind nur die Schadstellen übernommen, und der Entwurf seines früheren Standes bleibt erhalten; die Schadstellen prüfen und neu reparieren.',
  'error.originalReshaped':
    'Das Original wurde von einem anderen Programm geändert und sein Entwurf passt nicht mehr, deshalb bleibt der Entwurf erhalten und das Foto beginnt von vorn; die frühere Datei zurücklegen, um daran weiterzuarbeiten.',
  'error.originalChangedMeanwhile':
    'Das Original wurde von einem anderen Programm geändert, während es hier offen ist, deshalb geht es mit dem früheren Stand weiter und die Arbeit ist erhalten; das Foto schließen und neu öffnen, um den neuen zu nehmen.',
  'error.draftUnreadable':
    'Der Entwurf dieses Fotos ist beschädigt oder von einer anderen Version von Heirloom, deshalb bleibt er, wie er ist, und das Foto beginnt von vorn; es mit einer neueren Version versuchen.',
  'error.notStarted':
    'Heirloom konnte nicht starten ({reason}), deshalb wurde kein Fenster geöffnet, und Fotos und Entwürfe sind unberührt; es noch einmal starten oder neu installieren.',
  'error.noPhotosInFolder':
    'In diesem Ordner wurde kein Foto gefunden, oder er darf nicht angesehen werden, deshalb wurde nichts geöffnet; einen anderen Ordner wählen oder ein Foto für sich.',
  'error.tooManyPhotos':
    'Mehr als {limit} Fotos kamen auf einmal, deshalb sind nur die ersten {limit} davon im Stapel; die übrigen für sich hinzufügen.',
  'error.draftNotRead':
    'Der Entwurf dieses Fotos ließ sich gerade nicht lesen, deshalb bleibt er, wie er ist, und das Foto wurde nicht geöffnet; es gleich noch einmal versuchen.',
  'error.stepsNotKept':
    'Die letzten Schritte ließen sich nicht in den Entwurf schreiben, deshalb bleibt das Foto offen; Platz schaffen oder eine Kopie speichern, oder noch einmal schließen und sie aufgeben.',
  'error.preferencesNotKept':
    'Die Einstellungen ließen sich nicht auf die Festplatte schreiben, deshalb gelten sie nur, bis Heirloom beendet wird; Platz schaffen und sie noch einmal setzen.',
  'error.originalGone':
    'Das Original ist nicht mehr an seinem Platz, deshalb wurde nichts geöffnet, und der Entwurf ist erhalten; es zurücklegen oder dort öffnen, wo es jetzt liegt.',
  'error.originalGoneMeanwhile':
    'Das Original wurde verschoben oder gelöscht, während es hier offen ist, deshalb geht es mit dem Geöffneten weiter und die Arbeit ist erhalten; um es wieder zu öffnen, dort öffnen, wo es jetzt liegt.',
  'error.runNotKept':
    'Das Programm endete, bevor etwas von der Reparatur gesichert war, deshalb ist sie beendet, und die Schadstellen sind erhalten; neu reparieren.',
  'error.holeTooWide':
    'Dieses Loch ist breiter, als die Umgebung erklären kann, deshalb ist die Füllung geraten; vor dem Speichern Varianten vergleichen.',
  'error.clipboardEmpty':
    'Die Zwischenablage enthält kein Bild, deshalb wurde nichts eingefügt; ein Bild kopieren oder eine Datei öffnen.',
  'error.batchEngineGivenUp':
    'Die Reparatur brach bei diesem Foto dreimal ab, deshalb bleibt es, wie es ist, und der Stapel geht ohne es weiter; es für sich öffnen und einen kleineren Bereich reparieren, oder die CPU benutzen.',
  'error.batchDefect':
    'Heirloom hat bei diesem Foto selbst einen Fehler gemacht, deshalb bleibt sein Original, wie es ist, und mit den anderen geht es weiter; es noch einmal versuchen oder für sich öffnen.',
  'error.batchFailed': {
    one: '{count} von {total} Fotos wurde nicht gespeichert, die anderen sind fertig; den Grund ansehen und es erneut versuchen.',
    other:
      '{count} von {total} Fotos wurden nicht gespeichert, die anderen sind fertig; die Gründe ansehen und diese erneut versuchen.',
  },
} as const;
