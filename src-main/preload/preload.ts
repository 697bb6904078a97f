import { contextBridge } from 'electron';

contextBridge.exposeInMainWorld('studio', {});
