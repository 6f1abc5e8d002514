"""Where a page's own text is: two cheap finders that must agree, and dearer ones for the pages where they do not."""
