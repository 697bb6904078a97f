/** What the window's page may do: nothing of Node, nothing across worlds; one script of ours speaks for it. */
export function createWebPreferences(preloadPath: string, hasDevTools: boolean) {
  return {
    preload: preloadPath,
    sandbox: true,
    contextIsolation: true,
    nodeIntegration: false,
    nodeIntegrationInWorker: false,
    nodeIntegrationInSubFrames: false,
    webSecurity: true,
    allowRunningInsecureContent: false,
    experimentalFeatures: false,
    webviewTag: false,
    navigateOnDragDrop: false,
    // Chromium would fetch dictionaries from the network.
    spellcheck: false,
    devTools: hasDevTools,
  } as const;
}
