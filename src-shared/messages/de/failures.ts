/** What the engine and main say when something cannot be done; beside the 18 errors of the window. */
export const failures = {
  'failure.photo.missing':
    'An diesem Platz ist keine Datei, deshalb wurde nichts geöffnet; den Namen prüfen oder zeigen, wo sie jetzt liegt.',
  'failure.photo.directory':
    'Das ist ein Ordner, deshalb wurde er nicht geöffnet; ein Foto darin wählen.',
  'failure.photo.empty':
    'Diese Datei ist leer, deshalb gibt es nichts zu öffnen; eine Sicherung nehmen oder das Foto neu scannen.',
  'failure.photo.unreadable':
    'Diese Datei lässt sich nicht lesen, deshalb wurde sie nicht geöffnet; prüfen, ob sie gelesen werden darf, oder eine Kopie nehmen.',
  'failure.photo.tooLarge':
    'Dieses Bild ist größer, als sich reparieren lässt, deshalb wurde es nicht geöffnet; verkleinern oder in Teile schneiden.',
  'failure.photo.truncated':
    'Diese Datei endet zu früh, deshalb wurde sie nicht geöffnet; neu scannen, eine Sicherung nehmen oder den vorhandenen Teil öffnen.',
  'failure.photo.damaged':
    'Diese Datei ist beschädigt, deshalb wurde sie nicht geöffnet; neu scannen, eine Sicherung nehmen oder öffnen, was sich lesen lässt.',
  'failure.photo.nothingReadable':
    'Von diesem Bild lässt sich nichts lesen, deshalb wurde es nicht geöffnet; neu scannen oder eine Sicherung nehmen.',
  'failure.photo.unsupportedFormat':
    'Diese Art von Bild kann Heirloom nicht lesen, deshalb wurde es nicht geöffnet; in einem anderen Programm als TIFF, PNG oder JPEG speichern und das öffnen.',
  'failure.photo.unsupportedColour':
    'Die Farben dieses Bildes sind so gespeichert, dass Heirloom sie nicht lesen kann, deshalb wurde es nicht geöffnet; in einem anderen Programm in RGB oder Grau umwandeln und das öffnen.',
  'failure.photo.animated':
    'Das ist ein bewegtes Bild, deshalb wurde es nicht geöffnet; das gewünschte Einzelbild als gewöhnliches Bild speichern und das öffnen.',
  'failure.photo.maskSize':
    'Die Schadstellen haben nicht die Größe des Fotos, deshalb wurden sie nicht benutzt; eine Maske in der Größe des Fotos anlegen.',
  'failure.save.isOriginal':
    'Das ist das Original selbst, das bleibt, wie es ist, deshalb wurde nichts gespeichert; einen anderen Namen wählen.',
  'failure.save.exists':
    'Eine Datei dieses Namens gibt es schon, deshalb wurde nichts gespeichert; einen anderen Namen wählen oder das Ersetzen erlauben.',
  'failure.save.folderMissing':
    'Den Ordner gibt es nicht mehr, deshalb wurde nichts gespeichert; einen anderen Ordner wählen.',
  'failure.save.readOnly':
    'In diesen Ordner lässt sich nicht schreiben, deshalb wurde nichts gespeichert; einen anderen Ordner wählen.',
  'failure.save.nameTooLong':
    'Der Name ist zu lang für dieses Laufwerk, deshalb wurde nichts gespeichert; einen kürzeren wählen.',
  'failure.save.diskFull':
    'Der Datenträger ist voll, deshalb wurde nichts gespeichert, und das Original ist unberührt; Platz schaffen oder einen anderen Ordner wählen.',
  'failure.save.failed':
    'Die Datei ließ sich nicht schreiben, deshalb wurde nichts gespeichert; erneut versuchen oder einen anderen Ordner wählen.',
  'failure.save.verification':
    'Die geschriebene Datei bestand ihre Prüfung nicht, deshalb wurde sie entfernt, und das Original ist unberührt; erneut versuchen oder anderes Format oder anderen Ordner wählen.',
  'failure.save.unsuitableFormat':
    'Dieses Format kann das Foto nicht aufnehmen, deshalb wurde nichts gespeichert; ein anderes Format wählen.',
  'failure.engine.settings':
    'Diese Einstellungen passen nicht zusammen, deshalb wurde nichts getan; die Werte unter Erweitert zurücksetzen.',
  'failure.engine.checkpoint':
    'Was von dieser Reparatur gesichert war, ist beschädigt oder von einem anderen Modell, deshalb kann sie nicht weitergehen; das Modell wählen, mit dem sie begann, oder neu reparieren.',
  'failure.engine.prior':
    'Das Modell ließ sich nicht benutzen, deshalb wurde nichts repariert; ein anderes Gerät wählen oder Heirloom neu installieren.',
  'failure.engine.unstable':
    'Die Zahlen der Reparatur verließen jeden glaubhaften Bereich, deshalb hält sie mit allem Erreichten an; die Stärke verringern oder ein anderes Gerät wählen.',
  'failure.memory':
    'Dafür ist nicht genug Speicher frei, deshalb wurde es nicht getan, und das Original ist unberührt; andere Programme schließen oder einen kleineren Scan nehmen.',
  'failure.defect':
    'Heirloom hat selbst einen Fehler gemacht, deshalb wurde das nicht getan und sonst nichts verändert; den Bericht kopieren und einsenden.',
  'failure.engineDefect':
    'Die Reparatur hat selbst einen Fehler gemacht, deshalb wurde das nicht getan, und das Original ist unberührt; den Bericht kopieren und einsenden.',
  'failure.call':
    'Das Fenster hat um etwas Sinnloses gebeten, deshalb wurde nichts getan; den Bericht kopieren und einsenden.',
  'failure.maskUnknown':
    'Diese Schadstellen sind nicht bei der Reparatur angekommen, deshalb wurde nichts getan; erneut versuchen.',
  'failure.photoOpen':
    'Dieses Foto ist schon offen, deshalb wurde es nicht noch einmal geöffnet; dort weitermachen, wo es offen ist.',
  'failure.photoClosed':
    'Dieses Foto ist nicht mehr offen, deshalb wurde nichts getan; es wieder öffnen.',
  'failure.photoReplaced':
    'Das Original wurde von einem anderen Programm geändert, bevor die Reparatur neu gestartet werden musste, deshalb bleibt es zu, und die Arbeit ist erhalten; das Foto schließen und neu öffnen.',
  'failure.searchClosed':
    'Das Foto wurde geschlossen, deshalb wurde die Suche aufgegeben; es wieder öffnen, um Schäden zu suchen.',
  'failure.nothingLike':
    'Unter dieser Stelle sieht nichts nach einem Schaden aus, deshalb gibt es nichts zu vergleichen; eine andere Stelle wählen.',
  'failure.layerUnknown':
    'Dieses Ergebnis gibt es nicht mehr, deshalb wurde nichts getan; das Foto neu reparieren.',
  'failure.layerOfAnother':
    'Das Original wurde von einem anderen Programm geändert, deshalb gelten Ergebnisse seines früheren Stands nicht; neu reparieren.',
  'failure.runStarted':
    'Diese Reparatur läuft schon, deshalb wurde nichts getan; auf sie warten oder sie zuerst beenden.',
  'failure.nothingMarked':
    'Nichts ist markiert, deshalb wurde nichts repariert; Schäden übermalen oder Schäden suchen lassen.',
  'failure.allMarked':
    'Das ganze Bild ist als Schaden markiert, deshalb bleibt nichts, woraus sich reparieren ließe; einen Teil frei lassen.',
  'failure.nothingRepaired':
    'Bei diesem Stand ist noch nichts repariert, deshalb wurde nichts behalten; einen späteren Durchgang wählen.',
  'failure.runInWork': 'Die Reparatur läuft, deshalb wurde nichts geändert; sie zuerst anhalten.',
  'failure.runUnknown':
    'Diese Reparatur ist nicht mehr bekannt, deshalb wurde nichts getan; neu reparieren.',
  'failure.runFinished':
    'Die Reparatur ist fertig, deshalb gibt es nichts fortzusetzen; Durchgänge hinzufügen oder von einem früheren aus weitermachen.',
  'failure.draftDiskFull':
    'Der Datenträger ist voll, deshalb ließen sich die letzten Schritte nicht sichern; Platz schaffen und weitermachen oder anderswo eine Kopie speichern.',
  'failure.noRoomForDraft':
    'Der Datenträger ist voll, deshalb ist kein Platz für einen Entwurf, und das Foto wurde nicht geöffnet; Platz schaffen und es noch einmal öffnen.',
  'failure.draftNotWritten':
    'Die letzten Schritte ließen sich nicht in den Entwurf schreiben, ein Absturz würde sie kosten; bald eine Kopie oder das Projekt speichern und den Datenträger prüfen.',
  'failure.draftUnknown':
    'Diesen Entwurf gibt es nicht mehr, deshalb wurde nichts geöffnet; das Foto selbst öffnen.',
  'failure.folderAsPhoto':
    'Das ist ein Ordner und kein Foto, deshalb wurde nichts geöffnet; ein Foto darin wählen.',
  'failure.fileUnknown':
    'Diese Datei ist nicht mehr bekannt, deshalb wurde nichts getan; sie neu wählen.',
  'failure.projectTooLarge':
    'Diese Arbeit ist zu groß für eine Projektdatei, deshalb wurde keine geschrieben, und sie bleibt im Entwurf; eine Kopie des Fotos speichern.',
  'failure.projectLacksResults':
    'Ein Ergebnis ließ sich nicht in den Entwurf schreiben, deshalb wurde kein Projekt geschrieben, und das Ergebnis bleibt im Fenster; Platz schaffen oder eine Kopie des Fotos speichern.',
  'failure.notAProject':
    'Diese Datei ist kein Projekt von Heirloom oder beschädigt, deshalb wurde nichts geöffnet; das Foto selbst öffnen.',
  'failure.projectMissing':
    'Das Projekt ist nicht mehr an seinem Platz, deshalb wurde nichts geöffnet; es dort öffnen, wo es jetzt liegt, oder das Foto selbst öffnen.',
  'failure.projectUnreadable':
    'Das Projekt lässt sich nicht lesen, deshalb wurde nichts geöffnet; prüfen, ob es gelesen werden darf, oder eine Kopie nehmen.',
  'failure.projectOriginalGone':
    'Das Foto dieses Projekts liegt weder an seinem früheren Platz noch neben dem Projekt, deshalb wurde nichts geöffnet; das Foto neben das Projekt legen und das Projekt wieder öffnen.',
  'failure.engineGivenUp':
    'Die Reparatur brach dreimal an derselben Stelle ab, deshalb ist sie angehalten und alles behalten; die CPU benutzen oder einen kleineren Bereich wählen.',
  'failure.runLost':
    'Die Reparatur brach ab, bevor etwas von ihr gesichert war, deshalb ist sie beendet und das Foto unverändert; neu reparieren.',
  'failure.runOutOfReach':
    'Die Reparatur brach ab, und dieses Foto ließ sich nicht wieder öffnen, deshalb ruht sie mit allem, was von ihr gesichert war; prüfen, ob sein Laufwerk da ist, das Foto schließen und wieder öffnen.',
  'failure.engineEnded':
    'Die Reparatur brach ab, deshalb wurde das nicht getan; sie wird neu gestartet, und alles ist behalten.',
  'device.refused.stopped':
    'Die Reparatur brach ab, während sie {device} benutzte, deshalb wird die CPU benutzt.',
  'device.refused.failed': '{device} arbeitet zurzeit nicht, deshalb wird die CPU benutzt.',
  'device.refused.notBuilt': '{device} gehört auf dieser Art von Rechner nicht zu Heirloom.',
  'device.refused.notInstalled':
    '{device} ist auf diesem Rechner für ONNX Runtime nicht installiert.',
  'device.refused.onlyByName':
    '{device} wird unter Linux nur benutzt, wenn es ausdrücklich gewählt ist.',
  'device.refused.noStart': '{device} ließ sich nicht starten ({detail}).',
  'device.refused.noCall': '{device} brach beim ersten Rechnen ab ({detail}).',
  'device.refused.wrongAnswer':
    '{device} rechnet anders als die CPU, deshalb wird es nicht benutzt.',
  'device.refused.slower':
    '{device} ist hier langsamer als die CPU ({ms} gegen {processorMs} Millisekunden).',
  'device.refused.usualSize': '{device} scheitert an einem Bild üblicher Größe.',
  'device.refused.weights':
    'Die schnelleren Gewichte laufen auf {device} nicht, deshalb werden die genauen benutzt.',
  'device.refused.prior':
    'Das Modell „{prior}“ war nicht zu gebrauchen; das von Heirloom mitgebrachte wird benutzt.',
  'device.noDamageNetwork':
    'Das Netz, das Schäden beurteilt, war nicht zu gebrauchen; sie werden allein nach Messungen beurteilt; Heirloom neu installieren.',
} as const;
