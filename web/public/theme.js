// Runs before the first paint, so that no page flashes in the wrong colours: the viewer is dark unless
// somebody chose otherwise, the studio follows the system. web/design/theme.ts knows the same rule.
(() => {
  const area =
    location.pathname.startsWith('/studio') || location.pathname.startsWith('/graphiql') ? 'studio' : 'viewer';
  let choice = null;
  try {
    choice = localStorage.getItem(`reprise.theme.${area}`);
  } catch {
    // Storage may be closed to us; the default is fine.
  }
  const system = matchMedia('(prefers-color-scheme: light)').matches ? 'light' : 'dark';
  document.documentElement.dataset.theme =
    choice === 'light' || choice === 'dark' ? choice : area === 'studio' ? system : 'dark';
})();
