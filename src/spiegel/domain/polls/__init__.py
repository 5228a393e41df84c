"""Questions that everybody answers on an own device: put, closed, grouped, and what follows."""
