"""The pages of the site, and what stands beside them: search data, calendars, charts, forms for the browser."""
