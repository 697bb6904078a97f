import { Menu } from 'electron';
import { isEnabled, menuTemplate, type MenuState } from './menu-template';

/** The menu bar of the application. */
export interface MenuBar {
  /** Brings it in line; an open menu is left alone where only what can be chosen has changed. */
  readonly show: (state: MenuState) => void;
}

/** A menu bar that shows nothing yet. */
export function createMenuBar(): MenuBar {
  let menu: ReturnType<typeof Menu.buildFromTemplate> | undefined;
  let shownTexts = '';
  return {
    show(state) {
      const template = menuTemplate(state);
      const texts = JSON.stringify(template, (key, value: unknown) =>
        key === 'enabled' ? undefined : value,
      );
      if (!menu || texts !== shownTexts) {
        menu = Menu.buildFromTemplate(template);
        shownTexts = texts;
        Menu.setApplicationMenu(menu);
        return;
      }
      for (const item of menu.items.flatMap(({ submenu }) => submenu?.items ?? [])) {
        if (item.id) item.enabled = isEnabled(item.id, state.enabledCommands);
      }
    },
  };
}
