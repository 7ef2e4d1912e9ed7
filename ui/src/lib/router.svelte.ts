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
    return (this.path.split('?')[0] ?? '').split('/').filter(Boolean);
  }

  /** What stands behind the path, such as `?year=2026&status=held`. */
  get query(): URLSearchParams {
    return new URLSearchParams(this.path.split('?')[1] ?? '');
  }
}

export const route = new Route();

export function go(path: string): void {
  location.hash = path;
}
