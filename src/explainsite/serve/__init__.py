"""Writing with the site open beside it: build, serve on this machine, rebuild and reload on change."""
