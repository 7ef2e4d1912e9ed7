// Where the window is: the part of the address behind the hash.
class Route {
  path = $state(location.hash.slice(1) || '/work-plan');

  constructor() {
    addEventListener('hashchange', () => {
      this.path = location.hash.slice(1) || '/work-plan';
    });
  }

  /** The path's parts: `['events', id, 'agenda']`. */
  get parts(): string[] {
    return this.path.split('/').filter(Boolean);
  }
}

export const route = new Route();

export function go(path: string): void {
  location.hash = path;
}
